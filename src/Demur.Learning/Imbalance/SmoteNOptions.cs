namespace Demur.Learning.Imbalance;

/// <summary>The settings of SMOTE-N.</summary>
public sealed record SmoteNOptions
{
    /// <summary>How many rows to make; by default up to the size of the largest class.</summary>
    public OversamplingAmount Amount { get; init; } = OversamplingAmount.Balance;

    /// <summary>The nearest rows of the same class that vote with the base row; 5 by default.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>The power r of a column's value difference, 1 or 2; 2 by default.</summary>
    public int Power { get; init; } = 2;

    /// <summary>Whether a class too small for <see cref="Neighbours"/> uses as many as it has; false by default: it is refused.</summary>
    public bool AllowFewerNeighbours { get; init; }
}
