namespace Demur.Learning.Imbalance;

/// <summary>The settings of the paper's ROC sweep (arXiv 1106.1813, section 5.2).</summary>
public sealed record RocSweepOptions
{
    /// <summary>SMOTE's N of each curve; 0 is under-sampling alone. The paper's values by default.</summary>
    public IReadOnlyList<int> SmotePercents { get; init; } = [0, 50, 100, 200, 300, 400, 500];

    /// <summary>How many rows the minority has after under-sampling, in percent of the majority: one point of each curve. The paper's values by default.</summary>
    public IReadOnlyList<double> MinorityPercents { get; init; } = [10, 15, 25, 50, 75, 100, 125, 150, 175, 200, 300, 400, 500, 600, 700, 800, 1000, 2000];

    /// <summary>The folds over which rates are averaged; 10 by default.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>SMOTE's other settings; the defaults.</summary>
    public SmoteOptions Smote { get; init; } = new();
}
