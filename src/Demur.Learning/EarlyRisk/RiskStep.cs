namespace Demur.Learning.EarlyRisk;

/// <summary>How things stand after one more item of a stream.</summary>
/// <param name="Risk">What all items so far say for being at risk, in the classifier's own unit.</param>
/// <param name="Other">What they say for the strongest other category, in the same unit.</param>
public readonly record struct RiskStep(double Risk, double Other)
{
    /// <summary>How far risk leads.</summary>
    public double Lead => Risk - Other;
}
