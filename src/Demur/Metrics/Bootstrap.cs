namespace Demur.Metrics;

/// <summary>Intervals for any figure by drawing the items again with replacement (Efron 1979): the percentile method. Deterministic by seed.</summary>
public static class Bootstrap
{
    /// <summary>Gives a figure's percentile interval.</summary>
    /// <param name="count">The number of items; at least 1.</param>
    /// <param name="statistic">The figure.</param>
    /// <param name="options">How to resample; null for the defaults.</param>
    /// <returns>The figure on all items and its interval. Resamples that do not define it (one class only) are left out; when more than half are, or the figure is not defined on all items, the ends are not-a-number.</returns>
    /// <exception cref="DemurException">There are no items, or the strata do not cover them.</exception>
    public static ConfidenceInterval Interval(int count, Statistic statistic, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var chosen = options ?? BootstrapOptions.Default;
        var draws = Draw(count, statistic, chosen);
        var estimate = statistic(AllItems(count));
        return Percentiles(estimate, draws, chosen);
    }

    /// <summary>Computes a figure on resamples.</summary>
    /// <param name="count">The number of items; at least 1.</param>
    /// <param name="statistic">The figure.</param>
    /// <param name="options">How to resample; null for the defaults.</param>
    /// <returns>The figure of each resample, in the order drawn, not-a-number where it is not defined.</returns>
    /// <exception cref="DemurException">There are no items, or the strata do not cover them.</exception>
    public static double[] Draw(int count, Statistic statistic, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var chosen = options ?? BootstrapOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(chosen.Resamples, 100, nameof(options));
        var strata = Strata(count, chosen.Strata);
        var random = new Random(chosen.Seed);
        var items = new int[count];
        var draws = new double[chosen.Resamples];
        for (var draw = 0; draw < draws.Length; draw++)
        {
            Fill(items, strata, random);
            draws[draw] = statistic(items);
        }

        return draws;
    }

    internal static int[] AllItems(int count) => [.. Enumerable.Range(0, count)];

    internal static ConfidenceInterval Percentiles(double estimate, double[] draws, BootstrapOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Level, 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Level, 1, nameof(options));
        var defined = draws.Where(value => !double.IsNaN(value)).Order().ToArray();
        var tail = (1 - options.Level) / 2;
        return double.IsNaN(estimate) || defined.Length * 2 <= draws.Length
            ? new ConfidenceInterval(estimate, double.NaN, double.NaN, options.Level)
            : new ConfidenceInterval(estimate, Quantile(defined, tail), Quantile(defined, 1 - tail), options.Level);
    }

    /// <summary>The quantile with linear interpolation between order statistics, as numpy's default has it.</summary>
    internal static double Quantile(double[] ascending, double share)
    {
        var position = share * (ascending.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] == ascending[above] ? ascending[below] : ascending[below] + ((position - below) * (ascending[above] - ascending[below]));
    }

    private static int[][] Strata(int count, IReadOnlyList<int>? strata)
    {
        if (count < 1)
        {
            throw new DemurException(ErrorCode.BadInput, "A bootstrap was given no items; give at least one.");
        }

        if (strata is null)
        {
            return [AllItems(count)];
        }

        return strata.Count == count
            ? [.. AllItems(count).GroupBy(i => strata[i]).OrderBy(group => group.Key).Select(group => group.ToArray())]
            : throw new DemurException(ErrorCode.BadInput, $"A bootstrap over {count} items was given {strata.Count} strata; give one for each item.");
    }

    private static void Fill(int[] items, int[][] strata, Random random)
    {
        var position = 0;
        foreach (var stratum in strata)
        {
            for (var i = 0; i < stratum.Length; i++)
            {
                items[position++] = stratum[random.Next(stratum.Length)];
            }
        }
    }
}
