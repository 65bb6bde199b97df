namespace Demur.Reproduction;

/// <summary>What became of a claim.</summary>
public enum CheckOutcome
{
    /// <summary>It was measured and holds.</summary>
    Passed,

    /// <summary>It was measured and does not hold.</summary>
    Failed,

    /// <summary>It was not measured, for want of data; it counts as neither.</summary>
    Skipped,
}
