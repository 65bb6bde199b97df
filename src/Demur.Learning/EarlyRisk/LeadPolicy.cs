namespace Demur.Learning.EarlyRisk;

/// <summary>Raises the alarm when risk leads by more than a margin for some items in a row. With the defaults it is the paper's rule: as soon as risk leads (arXiv 1905.08772, section 4).</summary>
public sealed record LeadPolicy : IEarlyRiskPolicy
{
    /// <summary>By how much risk must lead, in the classifier's own unit; 0 by default.</summary>
    public double Margin { get; init; }

    /// <summary>For how many items in a row; 1 by default.</summary>
    public int Steps { get; init; } = 1;

    /// <inheritdoc/>
    public bool Alerts(ReadOnlySpan<RiskStep> steps)
    {
        if (steps.Length < Steps)
        {
            return false;
        }

        foreach (var step in steps[^Math.Max(1, Steps)..])
        {
            if (!(step.Lead > Margin))
            {
                return false;
            }
        }

        return true;
    }
}
