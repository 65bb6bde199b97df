using Demur.Metrics;

namespace Demur.Reproduction;

/// <summary>A claim beside what was measured.</summary>
public sealed record ReproductionCheck
{
    private ReproductionCheck(ReproductionClaim claim, IReadOnlyList<double> values, string? skipReason)
    {
        Claim = claim;
        Values = values;
        SkipReason = skipReason;
    }

    /// <summary>What was to be shown.</summary>
    public ReproductionClaim Claim { get; }

    /// <summary>The figure of every seed, in the order of the seeds; a single one where nothing is random; none when the claim was not measured.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Why the claim was not measured; null when it was.</summary>
    public string? SkipReason { get; }

    /// <summary>The mean of <see cref="Values"/>, which is held against the threshold; null when the claim was not measured.</summary>
    public double? Measured => Values.Count == 0 ? null : Values.Average();

    /// <summary>The standard deviation of <see cref="Values"/> over seeds (with n - 1); null for fewer than two, or where one is not a number.</summary>
    public double? Deviation => Values.Count < 2 || !Values.All(double.IsFinite) ? null : MeanAndDeviation.Of([.. Values]).Deviation;

    /// <summary>What became of the claim.</summary>
    public CheckOutcome Outcome => Measured is not { } measured ? CheckOutcome.Skipped
        : Claim.Holds(measured) ? CheckOutcome.Passed
        : CheckOutcome.Failed;

    /// <summary>A claim that was measured.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="values">The figure of every seed; at least one.</param>
    /// <returns>The check.</returns>
    /// <exception cref="ArgumentException">There is no figure.</exception>
    public static ReproductionCheck Of(ReproductionClaim claim, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(values);
        return values.Count > 0
            ? new ReproductionCheck(claim, values, null)
            : throw new ArgumentException($"Claim {claim.Id} was measured without a figure.", nameof(values));
    }

    /// <summary>A claim that could not be measured.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="reason">Why not, and what to do about it.</param>
    /// <returns>The check.</returns>
    public static ReproductionCheck NotRun(ReproductionClaim claim, string reason)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new ReproductionCheck(claim, [], reason);
    }
}
