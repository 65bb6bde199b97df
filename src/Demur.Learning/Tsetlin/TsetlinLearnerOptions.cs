namespace Demur.Learning.Tsetlin;

/// <summary>How <see cref="TsetlinLearner"/> turns numbers into bits and learns from them.</summary>
public sealed record TsetlinLearnerOptions
{
    /// <summary>The machine's settings; its seed is given with the examples.</summary>
    public TsetlinOptions Machine { get; init; } = new();

    /// <summary>Whether the classes share their clauses, which suits many classes; false by default.</summary>
    public bool IsCoalesced { get; init; }

    /// <summary>The most thresholds of a column; 10 by default, fewer where there are so many columns that bits would pass <see cref="MaxBits"/>, but at least one.</summary>
    public int MaxThresholds { get; init; } = 10;

    /// <summary>The most bits that are learnt from, chosen by chi-square; 5,000 by default.</summary>
    public int MaxBits { get; init; } = 5000;
}
