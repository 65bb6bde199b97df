namespace Demur.Metrics;

/// <summary>
/// The interval of the difference of two shares measured on the same items: Newcombe's square-and-add from Wilson intervals with the pairs' correlation
/// (Newcombe 1998, Stat. Med. 17, 2635-2650, method 10). Unlike a bootstrap it keeps its width on few items and where all of them changed, or none.
/// </summary>
public static class PairedProportions
{
    /// <summary>Gives the interval of second minus first.</summary>
    /// <param name="both">Items that have the property both times; at least 0, as are the other counts.</param>
    /// <param name="onlyFirst">Items that have it the first time only.</param>
    /// <param name="onlySecond">Items that have it the second time only.</param>
    /// <param name="neither">Items that never have it.</param>
    /// <param name="level">The level of confidence, between 0 and 1; 0.95 by default.</param>
    /// <returns>The difference and its interval, inside −1 and 1; the whole range around not-a-number when there is no item.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the level lies outside its range.</exception>
    public static ConfidenceInterval Difference(int both, int onlyFirst, int onlySecond, int neither, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(both);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        ArgumentOutOfRangeException.ThrowIfNegative(neither);
        var items = (double)both + onlyFirst + onlySecond + neither;
        var first = Wilson.Interval(both + onlyFirst, items, level);
        var second = Wilson.Interval(both + onlySecond, items, level);
        var (p, q) = (first.Estimate, second.Estimate);
        return items == 0
            ? new ConfidenceInterval(double.NaN, -1, 1, level)
            : SquareAndAdd(first, second, q - p, Correlation((both / items) - (p * q), p * (1 - p), q * (1 - q), items));
    }

    /// <summary>Puts two intervals of shares together to that of their difference.</summary>
    /// <param name="first">The first share's interval.</param>
    /// <param name="second">The second share's interval.</param>
    /// <param name="difference">Second minus first.</param>
    /// <param name="correlation">The correlation of the two shares, from −1 to 1.</param>
    /// <returns>The difference and its interval, inside −1 and 1.</returns>
    public static ConfidenceInterval SquareAndAdd(ConfidenceInterval first, ConfidenceInterval second, double difference, double correlation)
    {
        var below = Side(second.Estimate - second.Low, first.High - first.Estimate, correlation);
        var above = Side(second.High - second.Estimate, first.Estimate - first.Low, correlation);
        return new ConfidenceInterval(difference, Math.Max(-1, difference - below), Math.Min(1, difference + above), first.Level);
    }

    /// <summary>The paper's correlation: a positive one is shrunk by a correction for continuity, without which intervals of few pairs come out too narrow.</summary>
    /// <param name="covariance">The covariance over the items.</param>
    /// <param name="firstVariance">The first measurement's variance over the items.</param>
    /// <param name="secondVariance">The second's.</param>
    /// <param name="items">The number of items.</param>
    /// <returns>The correlation, from −1 to 1; 0 where a measurement does not vary.</returns>
    public static double Correlation(double covariance, double firstVariance, double secondVariance, double items)
    {
        // ad - bc is the covariance times n²; the paper takes n/2 from it.
        var corrected = covariance > 0 ? Math.Max(0, covariance - (1 / (2 * items))) : covariance;
        var scale = Math.Sqrt(firstVariance * secondVariance);
        return scale > 0 ? Math.Clamp(corrected / scale, -1, 1) : 0;
    }

    private static double Side(double second, double first, double correlation) =>
        Math.Sqrt(Math.Max(0, (second * second) - (2 * correlation * second * first) + (first * first)));
}
