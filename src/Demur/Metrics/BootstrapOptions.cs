namespace Demur.Metrics;

/// <summary>How a bootstrap resamples.</summary>
public sealed record BootstrapOptions
{
    /// <summary>The defaults.</summary>
    public static BootstrapOptions Default { get; } = new();

    /// <summary>The number of resamples; at least 100, 2,000 by default.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>The level of confidence, between 0 and 1; 0.95 by default.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The seed; equal seeds give equal intervals.</summary>
    public int Seed { get; init; }

    /// <summary>The stratum of each item: resamples keep the number of items of each; null (the default) draws from all alike.</summary>
    public IReadOnlyList<int>? Strata { get; init; }
}
