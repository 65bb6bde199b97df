namespace Demur.Metrics;

/// <summary>An estimate with the range that it is trusted to.</summary>
/// <param name="Estimate">The figure measured on the whole sample; not-a-number where the sample does not define it.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Level">The level of confidence, between 0 and 1, such as 0.95.</param>
public readonly record struct ConfidenceInterval(double Estimate, double Low, double High, double Level)
{
    /// <summary>Tells whether a value lies in the interval, its ends included.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it does.</returns>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Writes the interval for people, such as <c>0.812 [0.790, 0.833]</c>.</summary>
    /// <returns>The text, in three decimals.</returns>
    public override string ToString() => $"{Estimate:0.000} [{Low:0.000}, {High:0.000}]";
}
