namespace Demur.Metrics;

/// <summary>The lines of the ROC plane on which all classifiers cost the same, for given costs and a given share of positives (Provost and Fawcett 2001).</summary>
public sealed record IsoPerformance
{
    /// <summary>States costs and prior.</summary>
    /// <param name="falsePositiveCost">What taking a negative for a positive costs; above 0.</param>
    /// <param name="falseNegativeCost">What missing a positive costs; above 0.</param>
    /// <param name="positiveShare">The share of positives where the classifier will work; between 0 and 1.</param>
    /// <exception cref="DemurException">A number is out of range.</exception>
    public IsoPerformance(double falsePositiveCost, double falseNegativeCost, double positiveShare)
    {
        if (!(falsePositiveCost > 0 && double.IsFinite(falsePositiveCost)) || !(falseNegativeCost > 0 && double.IsFinite(falseNegativeCost)) || !(positiveShare is > 0 and < 1))
        {
            throw new DemurException(ErrorCode.Usage, $"Costs of {falsePositiveCost} and {falseNegativeCost} with {positiveShare} positives have no iso-performance line; costs must be above 0, the share between 0 and 1.");
        }

        FalsePositiveCost = falsePositiveCost;
        FalseNegativeCost = falseNegativeCost;
        PositiveShare = positiveShare;
    }

    /// <summary>What taking a negative for a positive costs.</summary>
    public double FalsePositiveCost { get; }

    /// <summary>What missing a positive costs.</summary>
    public double FalseNegativeCost { get; }

    /// <summary>The share of positives.</summary>
    public double PositiveShare { get; }

    /// <summary>The lines' slope: cost of a false positive × share of negatives over cost of a false negative × share of positives.</summary>
    public double Slope => FalsePositiveCost * (1 - PositiveShare) / (FalseNegativeCost * PositiveShare);

    /// <summary>What a classifier costs for each case.</summary>
    /// <param name="point">The classifier.</param>
    /// <returns>The expected cost.</returns>
    public double ExpectedCost(RocPoint point) =>
        (FalsePositiveCost * (1 - PositiveShare) * point.FalsePositiveRate) + (FalseNegativeCost * PositiveShare * (1 - point.TruePositiveRate));
}
