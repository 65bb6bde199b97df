namespace Demur.Metrics;

/// <summary>What early detection made of one stream, such as one user's posts.</summary>
/// <param name="IsAtRisk">Whether it was at risk in truth.</param>
/// <param name="AlertAt">How many items had been read when the alarm was raised, from 1; null when it never was.</param>
/// <param name="Length">How many items the stream has in all; at least 1.</param>
public readonly record struct EarlyOutcome(bool IsAtRisk, int? AlertAt, int Length);
