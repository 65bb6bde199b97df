namespace Demur.Learning.Imbalance;

/// <summary>The settings of Borderline-SMOTE.</summary>
public sealed record BorderlineSmoteOptions
{
    /// <summary>How many rows to make; by default up to the size of the largest class.</summary>
    public OversamplingAmount Amount { get; init; } = OversamplingAmount.Balance;

    /// <summary>Which rows to move towards; the same class by default.</summary>
    public BorderlineKind Kind { get; init; } = BorderlineKind.SameClass;

    /// <summary>The nearest rows among which a partner is drawn; 5 by default.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>The nearest rows of all classes that tell whether a row is in danger; 10 by default.</summary>
    public int DangerNeighbours { get; init; } = 10;

    /// <summary>Whether a class too small for <see cref="Neighbours"/> uses as many as it has; false by default: it is refused.</summary>
    public bool AllowFewerNeighbours { get; init; }
}
