namespace Demur.Neural.Tokenization;

/// <summary>What a byte-level byte-pair tokenizer is trained to.</summary>
public sealed record ByteLevelBpeOptions
{
    /// <summary>The number of tokens in all, special ones and the 256 bytes included; 1,024 by default. Training stops earlier where no pair repeats.</summary>
    public int VocabularySize { get; init; } = 1024;

    /// <summary>The special tokens, which get the first numbers in their order; none by default.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = [];

    /// <summary>How often a pair must occur to be merged; at least 1, 2 by default.</summary>
    public int MinimumCount { get; init; } = 2;
}
