using Demur.Learning.Neighbours;

namespace Demur.Learning.Imbalance;

/// <summary>The settings of SMOTE.</summary>
public sealed record SmoteOptions
{
    /// <summary>How many rows to make; by default up to the size of the largest class.</summary>
    public OversamplingAmount Amount { get; init; } = OversamplingAmount.Balance;

    /// <summary>The nearest rows of the same class among which a partner is drawn; 5 by default, as in the paper.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>Whether a class too small for <see cref="Neighbours"/> uses as many as it has; false by default: it is refused.</summary>
    public bool AllowFewerNeighbours { get; init; }

    /// <summary>Whether each attribute draws its own gap, as the paper's pseudo-code has it, so that a row lies in the box between two rows; false by default: on the segment, as its text says.</summary>
    public bool GapPerAttribute { get; init; }

    /// <summary>What "near" means; Euclid by default. For rows of text the cosine distance does as well where rows have length 1.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Euclid;
}
