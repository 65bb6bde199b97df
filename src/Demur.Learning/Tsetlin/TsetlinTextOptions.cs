namespace Demur.Learning.Tsetlin;

/// <summary>How <see cref="TsetlinTextLearner"/> learns rules over words. The defaults are those of arXiv 1809.04547 but for the machine's size, which suits some thousand texts.</summary>
public sealed record TsetlinTextOptions
{
    /// <summary>Which n-grams become bits.</summary>
    public NgramBinarizerOptions Ngrams { get; init; } = new();

    /// <summary>The most n-grams that are kept, chosen by chi-square on the training texts; 5,000 by default.</summary>
    public int MaxFeatures { get; init; } = 5000;

    /// <summary>The machine's settings; 300 weighted clauses of each class by default, T 100, s 5, 20 epochs, and a budget of 8 literals, which keeps rules short enough to read.</summary>
    public TsetlinOptions Machine { get; init; } = new() { Clauses = 300, T = 100, S = 5, Weighted = true, LiteralBudget = 8, Epochs = 20 };

    /// <summary>Whether the classes share their clauses, which suits many classes; false by default.</summary>
    public bool IsCoalesced { get; init; }

    /// <summary>The margin below which the classifier abstains, in shares of 2 T; 0, the default, never abstains.</summary>
    public double MinMargin { get; init; }
}
