namespace Demur.Progress;

/// <summary>One event of the single progress stream that every long job reports to; the command line draws bars from it, a server streams it.</summary>
public sealed record ProgressEvent
{
    /// <summary>The job's stage, such as <c>asking</c> or <c>labelling</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>The units done in this stage.</summary>
    public long Done { get; init; }

    /// <summary>The units in this stage, or null when that is not known.</summary>
    public long? Total { get; init; }

    /// <summary>A short remark for people.</summary>
    public string? Message { get; init; }

    /// <summary>Live figures by name, such as <c>refusals</c>.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = NoFigures;

    private static readonly Dictionary<string, double> NoFigures = [];
}
