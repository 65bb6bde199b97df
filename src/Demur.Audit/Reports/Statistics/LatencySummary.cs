using Demur.Audit.Runs;
using Demur.Exchanges;

namespace Demur.Audit.Reports.Statistics;

/// <summary>How long answers took, over those that were measured; what was blocked, failed or came empty is no answer.</summary>
public sealed record LatencySummary
{
    private const int BinCount = 24;

    /// <summary>The measured answers.</summary>
    public required int Count { get; init; }

    /// <summary>The mean.</summary>
    public required TimeSpan Mean { get; init; }

    /// <summary>Half of the answers took at most this long.</summary>
    public required TimeSpan P50 { get; init; }

    /// <summary>90 % of the answers took at most this long.</summary>
    public required TimeSpan P90 { get; init; }

    /// <summary>95 % of the answers took at most this long.</summary>
    public required TimeSpan P95 { get; init; }

    /// <summary>99 % of the answers took at most this long.</summary>
    public required TimeSpan P99 { get; init; }

    /// <summary>The slowest answer.</summary>
    public required TimeSpan Max { get; init; }

    /// <summary>The width of one bin of <see cref="Histogram"/>.</summary>
    public required TimeSpan BinWidth { get; init; }

    /// <summary>Answers by bin, the first bin from zero; the last bin also holds everything slower.</summary>
    public required IReadOnlyList<int> Histogram { get; init; }

    internal static LatencySummary? Of(IEnumerable<LabelledAnswer> answers)
    {
        var seconds = answers.Where(answer => answer.Answer.Outcome is ExchangeOutcome.Answered or ExchangeOutcome.Truncated)
            .Select(answer => answer.Answer.Latency).OfType<TimeSpan>().Select(latency => latency.TotalSeconds).Order().ToArray();
        if (seconds.Length == 0)
        {
            return null;
        }

        var width = Math.Max(Percentile(seconds, 0.99), 0.001) / (BinCount - 1);
        var histogram = new int[BinCount];
        foreach (var value in seconds)
        {
            histogram[Math.Min(BinCount - 1, (int)(value / width))]++;
        }

        return new LatencySummary
        {
            Count = seconds.Length,
            Mean = TimeSpan.FromSeconds(seconds.Average()),
            P50 = TimeSpan.FromSeconds(Percentile(seconds, 0.5)),
            P90 = TimeSpan.FromSeconds(Percentile(seconds, 0.9)),
            P95 = TimeSpan.FromSeconds(Percentile(seconds, 0.95)),
            P99 = TimeSpan.FromSeconds(Percentile(seconds, 0.99)),
            Max = TimeSpan.FromSeconds(seconds[^1]),
            BinWidth = TimeSpan.FromSeconds(width),
            Histogram = histogram,
        };
    }

    /// <summary>Linear interpolation between the two nearest ranks.</summary>
    private static double Percentile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
