namespace Demur.Neural.Tokenization.Models;

/// <summary>The settings of a byte-pair model beside its vocabulary and merges.</summary>
internal sealed record BpeOptions
{
    public string? UnknownToken { get; init; }

    public bool FuseUnknown { get; init; }

    public bool ByteFallback { get; init; }

    /// <summary>Whether a piece that is a token is taken whole, whatever the merges would make of it.</summary>
    public bool IgnoreMerges { get; init; }

    public string ContinuingPrefix { get; init; } = "";

    public string EndSuffix { get; init; } = "";
}
