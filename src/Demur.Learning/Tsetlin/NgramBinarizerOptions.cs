namespace Demur.Learning.Tsetlin;

/// <summary>Which n-grams of texts become bits (arXiv 1809.04547: one and two words, in at least ten texts).</summary>
public sealed record NgramBinarizerOptions
{
    /// <summary>The longest n-gram in words; 2 by default.</summary>
    public int MaxNgram { get; init; } = 2;

    /// <summary>The fewest training texts that hold an n-gram; 10 by default. Lower it for few texts.</summary>
    public int MinTexts { get; init; } = 10;

    /// <summary>The shortest word that counts, in characters; 1 by default.</summary>
    public int MinWordLength { get; init; } = 1;
}
