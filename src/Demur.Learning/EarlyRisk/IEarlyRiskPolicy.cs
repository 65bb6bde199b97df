namespace Demur.Learning.EarlyRisk;

/// <summary>Decides when a stream has said enough to raise the alarm. Implementations are immutable and thread-safe.</summary>
public interface IEarlyRiskPolicy
{
    /// <summary>Whether to raise the alarm now. Silence to the end means not at risk.</summary>
    /// <param name="steps">How things stood after each item so far; at least one.</param>
    /// <returns>True to raise it.</returns>
    bool Alerts(ReadOnlySpan<RiskStep> steps);
}
