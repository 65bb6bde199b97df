using Demur.Metrics;

namespace Demur.Audit.Reports.Statistics;

/// <summary>A share with its Wilson 95 % interval: how many of how many, and how far that can be trusted.</summary>
/// <param name="Count">The answers that have the property.</param>
/// <param name="Total">The answers that could have it.</param>
/// <param name="Low">The interval's lower end, from 0 to 1; 0 when <paramref name="Total"/> is 0.</param>
/// <param name="High">The interval's upper end, from 0 to 1; 1 when <paramref name="Total"/> is 0.</param>
public sealed record Rate(int Count, int Total, double Low, double High)
{
    /// <summary>The share from 0 to 1, or null when there is nothing to take a share of.</summary>
    public double? Value => Total == 0 ? null : (double)Count / Total;

    /// <summary>Half the interval's width, from 0 to 0.5: how uncertain the share is.</summary>
    public double Margin => (High - Low) / 2;

    /// <summary>Makes a rate from independent answers.</summary>
    /// <param name="count">The answers that have the property; from 0 to <paramref name="total"/>.</param>
    /// <param name="total">All answers; at least 0.</param>
    /// <returns>The rate.</returns>
    public static Rate Of(int count, int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, total);
        return Create(count, total, total);
    }

    /// <summary>
    /// Makes a rate from prompts that were asked more than once. Samples of one prompt are no independent evidence, so the interval is that of
    /// the effective number of answers: all of them divided by the design effect of the clusters, and never more than all of them.
    /// </summary>
    /// <param name="prompts">For each prompt, its answers that have the property and all its answers; prompts without answers are left out.</param>
    /// <returns>The rate; with one answer a prompt it is that of <see cref="Of"/>.</returns>
    public static Rate OfClusters(IEnumerable<(int Count, int Total)> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        var clusters = prompts.Where(prompt => prompt.Total > 0).ToList();
        var count = clusters.Sum(prompt => prompt.Count);
        var total = clusters.Sum(prompt => prompt.Total);
        return Create(count, total, EffectiveTotal(clusters, count, total));
    }

    /// <summary>The ratio estimator's between-cluster variance against that of independent answers (Kish's design effect).</summary>
    private static double EffectiveTotal(List<(int Count, int Total)> clusters, int count, int total)
    {
        if (total == clusters.Count)
        {
            return total;
        }

        var share = (double)count / total;
        var binomial = share * (1 - share) / total;
        if (clusters.Count < 2 || binomial == 0)
        {
            // All alike: the samples of a prompt may be copies of each other, so each prompt counts once.
            return clusters.Count;
        }

        var squares = clusters.Sum(prompt => Math.Pow(prompt.Count - (share * prompt.Total), 2));
        var variance = squares * clusters.Count / (clusters.Count - 1.0) / total / total;
        return total / Math.Max(1, variance / binomial);
    }

    private static Rate Create(int count, int total, double effective)
    {
        // The same share of the effective number of answers; all of them exactly, where rounding could ask for more than there are.
        var trials = total == 0 ? 0 : effective;
        var interval = Wilson.Interval(count == total ? trials : Math.Min(trials, trials * count / total), trials);
        return new Rate(count, total, interval.Low, interval.High);
    }
}
