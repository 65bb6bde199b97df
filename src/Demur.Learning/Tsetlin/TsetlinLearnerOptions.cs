namespace Demur.Learning.Tsetlin;

/// <summary>How <see cref="TsetlinLearner"/> turns numbers into bits and learns from them.</summary>
public sealed record TsetlinLearnerOptions
{
    /// <summary>The machine's settings, whose seed is given with the examples; 300 weighted clauses of each class by default, T 100, s 5, 20 epochs, and a budget of 8 literals, which keeps rules short enough to read.</summary>
    public TsetlinOptions Machine { get; init; } = new() { Clauses = 300, T = 100, S = 5, Weighted = true, LiteralBudget = 8, Epochs = 20 };

    /// <summary>Whether the classes share their clauses, which suits many classes; false by default.</summary>
    public bool IsCoalesced { get; init; }

    /// <summary>The most thresholds of a column; 10 by default, fewer where there are so many columns that bits would pass <see cref="MaxBits"/>, but at least one.</summary>
    public int MaxThresholds { get; init; } = 10;

    /// <summary>The most bits that are learnt from, chosen by chi-square; 5,000 by default.</summary>
    public int MaxBits { get; init; } = 5000;
}
