namespace Demur.Learning.Imbalance;

/// <summary>The settings of SMOTE-NC.</summary>
public sealed record SmoteNcOptions
{
    /// <summary>The columns that hold categories, as numbers whose order means nothing; at least one, and not all.</summary>
    public required IReadOnlyList<int> NominalColumns { get; init; }

    /// <summary>How many rows to make; by default up to the size of the largest class.</summary>
    public OversamplingAmount Amount { get; init; } = OversamplingAmount.Balance;

    /// <summary>The nearest rows of the same class among which a partner is drawn, and whose categories are counted; 5 by default.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>Whether a class too small for <see cref="Neighbours"/> uses as many as it has; false by default: it is refused.</summary>
    public bool AllowFewerNeighbours { get; init; }
}
