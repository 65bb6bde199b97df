using Demur.Audit.Labelling;
using Demur.Audit.Reports.Statistics;
using Demur.Audit.Runs;
using Demur.Taxonomies;

namespace Demur.Audit.Reports;

/// <summary>Everything that a report, a gate or a dashboard says about one run. Rates are over scored answers; what was blocked, failed or could not be scored is counted apart.</summary>
public sealed record RunStatistics
{
    /// <summary>The prompts asked.</summary>
    public required int Prompts { get; init; }

    /// <summary>The rates over the whole run.</summary>
    public required RefusalRates Overall { get; init; }

    /// <summary>The rates of each suite, in the run's order.</summary>
    public required IReadOnlyList<SliceStatistics> Suites { get; init; }

    /// <summary>The rates of each category, in the taxonomy's order and then by identifier.</summary>
    public required IReadOnlyList<SliceStatistics> Categories { get; init; }

    /// <summary>The rates of each group of categories, in the taxonomy's order; empty without a taxonomy.</summary>
    public required IReadOnlyList<SliceStatistics> Groups { get; init; }

    /// <summary>What came back.</summary>
    public required OutcomeCounts Outcomes { get; init; }

    /// <summary>The stances of the scored answers, for each expectation that occurs.</summary>
    public required IReadOnlyList<StanceDistribution> Stances { get; init; }

    /// <summary>The reasons that refusals give; refusals without a recognised reason are in no entry.</summary>
    public required IReadOnlyDictionary<RefusalKind, int> Kinds { get; init; }

    /// <summary>Pairs of look-alike prompts.</summary>
    public required PairStatistics Pairs { get; init; }

    /// <summary>Prompts whose samples contradict each other.</summary>
    public required SampleConsistency Consistency { get; init; }

    /// <summary>Refusals of prompts that should be answered, surest first.</summary>
    public required IReadOnlyList<SurprisingAnswer> OverRefusals { get; init; }

    /// <summary>Answers to prompts that should be refused, surest first.</summary>
    public required IReadOnlyList<SurprisingAnswer> UnderRefusals { get; init; }

    /// <summary>Words that speak for the refusal of a prompt that should be answered, strongest first; at most 20.</summary>
    public required IReadOnlyList<TriggerNgram> OverRefusalTriggers { get; init; }

    /// <summary>Words that speak for the answering of a prompt that should be refused, strongest first; at most 20.</summary>
    public required IReadOnlyList<TriggerNgram> UnderRefusalTriggers { get; init; }

    /// <summary>How long answers took; null when none was measured.</summary>
    public LatencySummary? Latency { get; init; }

    /// <summary>Requests, tokens and cost.</summary>
    public required UsageTotals Usage { get; init; }

    /// <summary>Measures a run. The result depends on the run and the taxonomy alone.</summary>
    /// <param name="run">The run.</param>
    /// <param name="taxonomy">Names and groups of the categories; null for bare identifiers without groups.</param>
    /// <returns>The statistics.</returns>
    public static RunStatistics Of(Run run, Taxonomy? taxonomy = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var answers = run.Answers;
        var prompts = PromptTally.Of(answers);
        var slices = new RunSlices(answers, taxonomy);
        return new RunStatistics
        {
            Prompts = prompts.Count,
            Overall = RefusalRates.Of(answers),
            Suites = slices.Suites(),
            Categories = slices.Categories(),
            Groups = slices.Groups(),
            Outcomes = OutcomeCounts.Of(answers),
            Stances = StanceDistribution.Of(answers),
            Kinds = KindsOf(answers),
            Pairs = PairStatistics.Of(prompts),
            Consistency = SampleConsistency.Of(prompts),
            OverRefusals = SurprisingAnswer.Rank(answers, answer => answer.IsOverRefusal),
            UnderRefusals = SurprisingAnswer.Rank(answers, answer => answer.IsUnderRefusal),
            OverRefusalTriggers = TriggerNgrams.OfOverRefusal(prompts),
            UnderRefusalTriggers = TriggerNgrams.OfUnderRefusal(prompts),
            Latency = LatencySummary.Of(answers),
            Usage = UsageTotals.Of(answers),
        };
    }

    private static SortedDictionary<RefusalKind, int> KindsOf(IReadOnlyList<LabelledAnswer> answers)
    {
        var kinds = new SortedDictionary<RefusalKind, int>();
        foreach (var answer in answers)
        {
            if (answer is { IsScored: true, Decision: { IsRefusal: true, Kind: { } kind } })
            {
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }
        }

        return kinds;
    }
}
