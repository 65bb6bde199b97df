namespace Demur.Metrics;

/// <summary>
/// McNemar's test (1947, Psychometrika 12): do two models differ in how often they say yes, or are right, on the same items? Only items on which they
/// disagree count; under no difference each is a fair coin, and the p-values are those of the binomial distribution, exact at every size.
/// </summary>
/// <param name="OnlyFirst">Items where only the first model does.</param>
/// <param name="OnlySecond">Items where only the second model does.</param>
/// <param name="ExactP">The exact two-sided p-value; never too small, and cautious when few disagree. 1 when none do.</param>
/// <param name="MidP">The mid-p value, which counts only half of what was observed: closer to its nominal level (Fagerland et al. 2013, BMC Med. Res. Methodol. 13). 1 when none disagree.</param>
public sealed record McNemar(int OnlyFirst, int OnlySecond, double ExactP, double MidP)
{
    /// <summary>Tests counts of disagreements.</summary>
    /// <param name="onlyFirst">Items where only the first model does; from 0 up.</param>
    /// <param name="onlySecond">Items where only the second model does; from 0 up.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static McNemar Of(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        var trials = onlyFirst + onlySecond;
        if (trials == 0)
        {
            return new McNemar(0, 0, 1, 1);
        }

        var fewer = Math.Min(onlyFirst, onlySecond);
        var (tail, point) = LowerTail(fewer, trials);
        var exact = Math.Min(1, 2 * tail);
        return new McNemar(onlyFirst, onlySecond, exact, onlyFirst == onlySecond ? 1 - (point / 2) : (2 * tail) - point);
    }

    /// <summary>Tests two models' outcomes on the same items.</summary>
    /// <param name="first">Whether the first model does, for each item.</param>
    /// <param name="second">Whether the second model does, for the same items.</param>
    /// <returns>The test.</returns>
    /// <exception cref="DemurException">There are no items, or the lists differ in length.</exception>
    public static McNemar Of(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        var counts = BinaryCounts.Of(first, second);
        return Of(counts.FalseNegatives, counts.FalsePositives);
    }

    /// <summary>P(X ≤ k) and P(X = k) for X binomial with a fair coin. Terms grow up to k, so the sum starts there and stops when they no longer count.</summary>
    private static (double Tail, double Point) LowerTail(int k, int trials)
    {
        var point = Math.Exp(LogFactorial.Choose(trials, k) - (trials * Math.Log(2)));
        double sum = 1, term = 1;
        for (var i = k; i > 0 && term > 1e-18; i--)
        {
            term *= (double)i / (trials - i + 1);
            sum += term;
        }

        return (point * sum, point);
    }
}
