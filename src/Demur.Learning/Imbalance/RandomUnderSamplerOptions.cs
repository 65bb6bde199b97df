namespace Demur.Learning.Imbalance;

/// <summary>The settings of random under-sampling.</summary>
public sealed record RandomUnderSamplerOptions
{
    /// <summary>How many rows the minority has in the end, in percent of each larger class; 100, equal classes, by default. Classes that are smaller already keep all rows.</summary>
    public double MinorityPercent { get; init; } = 100;

    /// <summary>The minority's name; null, the default, is the smallest class. Name it when over-sampling came before: it may have become the largest.</summary>
    public string? Minority { get; init; }
}
