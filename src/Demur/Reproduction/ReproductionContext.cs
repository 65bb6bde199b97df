using Demur.Progress;

namespace Demur.Reproduction;

/// <summary>What a reproduction may use: seeds, research data, a clock, and where to report progress.</summary>
public sealed record ReproductionContext
{
    /// <summary>Where the optional research data lies.</summary>
    public required DataLocator Data { get; init; }

    /// <summary>How many seeds to average over where something is random; 5 by default, at least 1.</summary>
    public int Seeds { get; init; } = 5;

    /// <summary>The first seed; the others follow by one. 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Receives progress; null for none.</summary>
    public IProgress<ProgressEvent>? Progress { get; init; }

    /// <summary>Measures how long the run takes; the system's clock by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
