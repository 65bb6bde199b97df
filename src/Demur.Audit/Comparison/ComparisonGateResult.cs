namespace Demur.Audit.Comparison;

/// <summary>What a gate on a comparison found.</summary>
/// <param name="Gate">The gate as it is written.</param>
/// <param name="Passed">Whether the comparison passes.</param>
/// <param name="Description">One line for people.</param>
public sealed record ComparisonGateResult(string Gate, bool Passed, string Description);
