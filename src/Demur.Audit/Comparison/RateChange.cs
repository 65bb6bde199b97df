using Demur.Audit.Reports.Statistics;
using Demur.Metrics;

namespace Demur.Audit.Comparison;

/// <summary>How a rate changed between two runs, over the prompts that both scored.</summary>
public sealed record RateChange
{
    /// <summary>How far from zero the interval of a change may reach for two rates to be called about the same: 5 percentage points.</summary>
    public const double SameMargin = 0.05;

    /// <summary>The rate of the first run over the shared prompts.</summary>
    public required Rate First { get; init; }

    /// <summary>The rate of the second run over the shared prompts.</summary>
    public required Rate Second { get; init; }

    /// <summary>The shared prompts; 0 when there is nothing to compare.</summary>
    public required int Prompts { get; init; }

    /// <summary>The mean change a prompt, second minus first, from −1 to 1; 0 without shared prompts.</summary>
    public required double Change { get; init; }

    /// <summary>The lower end of the change's 95 % interval (Newcombe's method 10 for paired shares, see <see cref="PairedProportions"/>).</summary>
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

    /// <summary>
    /// What may be said of the change. A difference needs the interval and the exact test to agree; sameness needs an interval that is narrow around zero,
    /// because a test that finds nothing on few answers has shown nothing.
    /// </summary>
    public ChangeReading Reading => this switch
    {
        { Prompts: 0 } => ChangeReading.NothingToCompare,
        { IsClear: true, Low: > 0 } => ChangeReading.More,
        { IsClear: true, High: < 0 } => ChangeReading.Less,
        { Low: >= -SameMargin, High: <= SameMargin } => ChangeReading.AboutAsMuch,
        _ => ChangeReading.TooFewToTell,
    };

    /// <summary>Compares the samples of each shared prompt that have the property.</summary>
    internal static RateChange Of(IReadOnlyList<(PromptTally First, PromptTally Second)> prompts, Func<PromptTally, int> count)
    {
        var shared = prompts.Where(pair => pair.First.Scored > 0 && pair.Second.Scored > 0).ToList();
        var changes = shared.Select(pair => Share(pair.Second, count) - Share(pair.First, count)).ToArray();
        var (rose, fell) = (changes.Count(change => change > 0), changes.Count(change => change < 0));
        var first = Rate.OfClusters(shared.Select(pair => (count(pair.First), pair.First.Scored)));
        var second = Rate.OfClusters(shared.Select(pair => (count(pair.Second), pair.Second.Scored)));
        var change = changes.Length == 0 ? 0 : changes.Average();
        var interval = PairedProportions.SquareAndAdd(IntervalOf(first), IntervalOf(second), change, Correlation(shared, count));
        return new RateChange
        {
            First = first,
            Second = second,
            Prompts = shared.Count,
            Change = change,
            Low = interval.Low,
            High = interval.High,
            Rose = rose,
            Fell = fell,
            PValue = McNemar.Of(rose, fell).ExactP,
        };
    }

    private static double Share(PromptTally prompt, Func<PromptTally, int> count) => (double)count(prompt) / prompt.Scored;

    private static ConfidenceInterval IntervalOf(Rate rate) => new(rate.Value ?? 0, rate.Low, rate.High, 0.95);

    /// <summary>The correlation of the two runs' shares over the prompts; with one sample a prompt it is that of the paper's fourfold table.</summary>
    private static double Correlation(List<(PromptTally First, PromptTally Second)> prompts, Func<PromptTally, int> count)
    {
        if (prompts.Count == 0)
        {
            return 0;
        }

        var first = prompts.ConvertAll(pair => Share(pair.First, count));
        var second = prompts.ConvertAll(pair => Share(pair.Second, count));
        var (p, q) = (first.Average(), second.Average());
        return PairedProportions.Correlation(
            first.Zip(second, (x, y) => (x - p) * (y - q)).Average(),
            first.Average(x => (x - p) * (x - p)),
            second.Average(y => (y - q) * (y - q)),
            prompts.Count);
    }
}
