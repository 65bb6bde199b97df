using Demur.Metrics;

namespace Demur.Learning.EarlyRisk;

/// <summary>Watches one stream with any classifier that can score what was read so far, and keeps the first alarm. Not thread-safe.</summary>
/// <param name="policy">When to raise the alarm.</param>
public sealed class EarlyRiskMonitor(IEarlyRiskPolicy policy)
{
    private RiskStep[] _steps = new RiskStep[16];

    /// <summary>The number of items read.</summary>
    public int Count { get; private set; }

    /// <summary>How many items had been read when the alarm was raised; null while it is silent. Once raised, it stays.</summary>
    public int? AlertAt { get; private set; }

    /// <summary>Takes one more item into account.</summary>
    /// <param name="step">How things stand with it.</param>
    /// <returns>Whether the alarm is raised, now or before.</returns>
    public bool Observe(RiskStep step)
    {
        if (Count == _steps.Length)
        {
            Array.Resize(ref _steps, _steps.Length * 2);
        }

        _steps[Count++] = step;
        if (AlertAt is null && policy.Alerts(_steps.AsSpan(0, Count)))
        {
            AlertAt = Count;
        }

        return AlertAt is not null;
    }

    /// <summary>What the stream came to, for the figures of <see cref="EarlyDetection"/>.</summary>
    /// <param name="isAtRisk">Whether it was at risk in truth.</param>
    /// <returns>The outcome; at least one item must have been read.</returns>
    public EarlyOutcome Outcome(bool isAtRisk) => new(isAtRisk, AlertAt, Count);
}
