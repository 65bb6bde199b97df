using Demur.Audit.Reports.Statistics;
using Demur.Metrics;

namespace Demur.Audit.Comparison;

/// <summary>How a rate changed between two runs, over the prompts that both scored.</summary>
public sealed record RateChange
{
    /// <summary>The rate of the first run over the shared prompts.</summary>
    public required Rate First { get; init; }

    /// <summary>The rate of the second run over the shared prompts.</summary>
    public required Rate Second { get; init; }

    /// <summary>The shared prompts; 0 when there is nothing to compare.</summary>
    public required int Prompts { get; init; }

    /// <summary>The mean change a prompt, second minus first, from −1 to 1; 0 without shared prompts.</summary>
    public required double Change { get; init; }

    /// <summary>The lower end of the change's 95 % interval (paired bootstrap over prompts).</summary>
    public required double Low { get; init; }

    /// <summary>The upper end of the change's 95 % interval.</summary>
    public required double High { get; init; }

    /// <summary>Prompts on which the rate rose.</summary>
    public required int Rose { get; init; }

    /// <summary>Prompts on which the rate fell.</summary>
    public required int Fell { get; init; }

    /// <summary>
    /// The two-sided exact probability of so uneven a split of <see cref="Rose"/> and <see cref="Fell"/> by chance: McNemar's exact test with one
    /// sample a prompt, the sign test with more.
    /// </summary>
    public required double PValue { get; init; }

    /// <summary>Whether the change is unlikely to be chance: a p-value below 0.05.</summary>
    public bool IsClear => PValue < 0.05;

    /// <summary>Compares the samples of each shared prompt that have the property.</summary>
    internal static RateChange Of(IReadOnlyList<(PromptTally First, PromptTally Second)> prompts, Func<PromptTally, int> count, int seed)
    {
        var shared = prompts.Where(pair => pair.First.Scored > 0 && pair.Second.Scored > 0).ToList();
        var changes = shared.Select(pair => Share(pair.Second, count) - Share(pair.First, count)).ToArray();
        var (rose, fell) = (changes.Count(change => change > 0), changes.Count(change => change < 0));
        var interval = changes.Length == 0
            ? new ConfidenceInterval(0, 0, 0, 0.95)
            : Bootstrap.Interval(changes.Length, items => Mean(changes, items), new BootstrapOptions { Seed = seed });
        return new RateChange
        {
            First = Rate.OfClusters(shared.Select(pair => (count(pair.First), pair.First.Scored))),
            Second = Rate.OfClusters(shared.Select(pair => (count(pair.Second), pair.Second.Scored))),
            Prompts = shared.Count,
            Change = interval.Estimate,
            Low = interval.Low,
            High = interval.High,
            Rose = rose,
            Fell = fell,
            PValue = McNemar.Of(rose, fell).ExactP,
        };
    }

    private static double Share(PromptTally prompt, Func<PromptTally, int> count) => (double)count(prompt) / prompt.Scored;

    private static double Mean(double[] changes, ReadOnlySpan<int> items)
    {
        double sum = 0;
        foreach (var item in items)
        {
            sum += changes[item];
        }

        return sum / items.Length;
    }
}
