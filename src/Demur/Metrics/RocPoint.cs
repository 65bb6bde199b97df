using System.Runtime.InteropServices;

namespace Demur.Metrics;

/// <summary>What a classifier, or a threshold, does with both classes: a point of the ROC plane.</summary>
/// <param name="FalsePositiveRate">The share of negatives taken for positives, 0 to 1.</param>
/// <param name="TruePositiveRate">The share of positives found, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate)
{
    /// <summary>The point that takes everything for negative.</summary>
    public static RocPoint Never { get; } = new(0, 0);

    /// <summary>The point that takes everything for positive.</summary>
    public static RocPoint Always { get; } = new(1, 1);
}
