namespace Demur.Metrics;

/// <summary>Two models compared on the same items.</summary>
/// <param name="Difference">The second model's figure minus the first's, with its interval.</param>
/// <param name="PValue">The two-sided p-value of no difference: twice the smaller share of resamples on one side of zero, ties counting half, at least 1/(resamples + 1); not-a-number where the figure is not defined.</param>
public sealed record PairedComparison(ConfidenceInterval Difference, double PValue)
{
    /// <summary>Compares two models by drawing the same items for both (Efron and Tibshirani 1993, chapter 8).</summary>
    /// <param name="count">The number of items; at least 1.</param>
    /// <param name="first">The first model's figure on some items.</param>
    /// <param name="second">The second model's figure on the same items.</param>
    /// <param name="options">How to resample; null for the defaults.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="DemurException">There are no items, or the strata do not cover them.</exception>
    public static PairedComparison Of(int count, Statistic first, Statistic second, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var chosen = options ?? BootstrapOptions.Default;
        double Difference(ReadOnlySpan<int> items) => second(items) - first(items);
        var draws = Bootstrap.Draw(count, Difference, chosen);
        var interval = Bootstrap.Percentiles(Difference(Bootstrap.AllItems(count)), draws, chosen);
        return new PairedComparison(interval, TwoSided(draws, interval));
    }

    private static double TwoSided(double[] draws, ConfidenceInterval interval)
    {
        if (double.IsNaN(interval.Low))
        {
            return double.NaN;
        }

        var defined = draws.Count(draw => !double.IsNaN(draw));
        var below = draws.Count(draw => draw < 0) + (draws.Count(draw => draw == 0) / 2.0);
        var share = Math.Min(below, defined - below) / defined;
        return Math.Clamp(2 * share, 1.0 / (defined + 1), 1);
    }
}
