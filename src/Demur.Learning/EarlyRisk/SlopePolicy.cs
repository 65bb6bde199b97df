namespace Demur.Learning.EarlyRisk;

/// <summary>Raises the alarm when risk leads and its lead has been growing: by at least a slope an item, over the last items.</summary>
public sealed record SlopePolicy : IEarlyRiskPolicy
{
    /// <summary>The least growth of the lead an item, in the classifier's own unit; 0 by default.</summary>
    public double Slope { get; init; }

    /// <summary>Over how many items growth is measured; 3 by default. A stream that is shorter is measured from its start.</summary>
    public int Window { get; init; } = 3;

    /// <inheritdoc/>
    public bool Alerts(ReadOnlySpan<RiskStep> steps)
    {
        var window = Math.Clamp(Window, 1, steps.Length);
        var before = window == steps.Length ? 0 : steps[^(window + 1)].Lead;
        return steps[^1].Lead > 0 && (steps[^1].Lead - before) / window >= Slope;
    }
}
