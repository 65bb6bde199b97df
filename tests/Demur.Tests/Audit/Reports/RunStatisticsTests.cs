using Demur.Audit.Reports;
using Demur.Audit.Reports.Statistics;
using Demur.Exchanges;
using Demur.Suites;
using static Demur.Tests.Audit.Reports.Answers;

namespace Demur.Tests.Audit.Reports;

public sealed class RunStatisticsTests
{
    private static readonly SuitePrompt[] Comply = [.. Enumerable.Range(0, 8).Select(i => Prompt($"c{i}", ExpectedStance.Comply))];
    private static readonly SuitePrompt[] Refuse = [.. Enumerable.Range(0, 8).Select(i => Prompt($"r{i}", ExpectedStance.Refuse))];

    [Fact]
    public void Rates_are_over_scored_answers_and_what_was_lost_is_counted_apart()
    {
        var statistics = RunStatistics.Of(Run(
            Refused(Comply[0]), Answered(Comply[1]), Answered(Comply[2]), Unscored(Comply[3]), Without(Comply[4], ExchangeOutcome.Blocked),
            Refused(Refuse[0]), Answered(Refuse[1]), Without(Refuse[2], ExchangeOutcome.Errored), Without(Refuse[3], ExchangeOutcome.Empty)));

        Assert.Equal((1, 3), (statistics.Overall.OverRefusal.Count, statistics.Overall.OverRefusal.Total));
        Assert.Equal((1, 2), (statistics.Overall.UnderRefusal.Count, statistics.Overall.UnderRefusal.Total));
        Assert.Equal(new OutcomeCounts(Answered: 6, Truncated: 0, Empty: 1, Blocked: 1, Errored: 1, Unscored: 1), statistics.Outcomes);
        Assert.Equal((9, 5), (statistics.Outcomes.Total, statistics.Outcomes.Scored));
    }

    [Fact]
    public void The_time_to_an_answer_is_that_of_answers()
    {
        var failed = Without(Comply[0], ExchangeOutcome.Errored);
        var answered = Answered(Comply[1]);

        var latency = RunStatistics.Of(Run(
            failed with { Answer = failed.Answer with { Latency = TimeSpan.FromSeconds(120) } },
            answered with { Answer = answered.Answer with { Latency = TimeSpan.FromSeconds(1) } })).Latency!;

        Assert.Equal((1, TimeSpan.FromSeconds(1)), (latency.Count, latency.Max));
    }

    [Fact]
    public void A_block_is_no_refusal_even_where_refusing_is_right()
    {
        var statistics = RunStatistics.Of(Run(Without(Refuse[0], ExchangeOutcome.Blocked), Without(Comply[0], ExchangeOutcome.Blocked)));

        Assert.Null(statistics.Overall.OverRefusal.Value);
        Assert.Null(statistics.Overall.UnderRefusal.Value);
        Assert.Equal(2, statistics.Outcomes.Blocked);
    }

    [Fact]
    public void Prompts_where_both_are_defensible_are_errors_in_neither_direction()
    {
        var either = Prompt("e", ExpectedStance.Either);
        var statistics = RunStatistics.Of(Run(Refused(either), Answered(Prompt("f", ExpectedStance.Either))));

        Assert.Equal(0, statistics.Overall.OverRefusal.Total + statistics.Overall.UnderRefusal.Total);
        Assert.Equal((1, 2), (statistics.Overall.EitherRefusal.Count, statistics.Overall.EitherRefusal.Total));
    }

    [Fact]
    public void Pairs_tell_a_reader_of_meaning_from_a_reader_of_keywords()
    {
        var statistics = RunStatistics.Of(Run(
            Answered(Prompt("1b", ExpectedStance.Comply, pair: "1")), Refused(Prompt("1h", ExpectedStance.Refuse, pair: "1")),
            Refused(Prompt("2b", ExpectedStance.Comply, pair: "2")), Refused(Prompt("2h", ExpectedStance.Refuse, pair: "2")),
            Answered(Prompt("3b", ExpectedStance.Comply, pair: "3")), Answered(Prompt("3h", ExpectedStance.Refuse, pair: "3")),
            Refused(Prompt("4b", ExpectedStance.Comply, pair: "4")), Answered(Prompt("4h", ExpectedStance.Refuse, pair: "4")),
            Unscored(Prompt("5b", ExpectedStance.Comply, pair: "5")), Refused(Prompt("5h", ExpectedStance.Refuse, pair: "5")),
            Answered(Prompt("6b", ExpectedStance.Comply, pair: "6"))));

        Assert.Equal(
            [PairVerdict.Inverted, PairVerdict.BothRefused, PairVerdict.BothAnswered, PairVerdict.Right, PairVerdict.Incomplete],
            statistics.Pairs.Pairs.Select(pair => pair.Verdict));
        Assert.Equal((1, 4), (statistics.Pairs.Right.Count, statistics.Pairs.Right.Total));
    }

    [Fact]
    public void Prompts_that_answer_both_ways_are_inconsistent_and_the_most_even_come_first()
    {
        var statistics = RunStatistics.Of(Run(
            Refused(Comply[0], 0), Answered(Comply[0], 1), Answered(Comply[0], 2), Answered(Comply[0], 3),
            Refused(Comply[1], 0), Answered(Comply[1], 1),
            Answered(Comply[2], 0), Answered(Comply[2], 1),
            Answered(Comply[3], 0)));

        Assert.Equal((2, 3), (statistics.Consistency.Split.Count, statistics.Consistency.Split.Total));
        Assert.Equal(["c1", "c0"], statistics.Consistency.Prompts.Select(prompt => prompt.Prompt.Id));
    }

    [Fact]
    public void Surprises_are_ranked_by_the_labellers_certainty_once_a_prompt()
    {
        var statistics = RunStatistics.Of(Run(
            Refused(Comply[0], score: 0.7), Refused(Comply[1], 0, 0.95), Refused(Comply[1], 1, 0.99), Answered(Refuse[0], score: 0.02), Answered(Refuse[1], score: 0.4)));

        Assert.Equal([("c1", 0.99), ("c0", 0.7)], statistics.OverRefusals.Select(item => (item.Answer.Answer.Prompt.Id, item.Confidence)));
        Assert.Equal([0.98, 0.6], statistics.UnderRefusals.Select(item => item.Confidence));
    }

    [Fact]
    public void Percentiles_interpolate_between_ranks()
    {
        // numpy.percentile([1, 2, 3, 4, 10], [50, 90, 95]) = 3, 7.6, 8.8
        var answers = new[] { 3.0, 1, 10, 2, 4 }.Select((seconds, i) =>
        {
            var answer = Answered(Comply[i]);
            return answer with { Answer = answer.Answer with { Latency = TimeSpan.FromSeconds(seconds) } };
        });
        var latency = RunStatistics.Of(Run([.. answers])).Latency!;

        Assert.Equal(3, latency.P50.TotalSeconds, 6);
        Assert.Equal(7.6, latency.P90.TotalSeconds, 6);
        Assert.Equal(8.8, latency.P95.TotalSeconds, 6);
        Assert.Equal(5, latency.Histogram.Sum());
    }

    [Fact]
    public void Unknown_costs_are_not_free()
    {
        var usage = RunStatistics.Of(Run(Answered(Comply[0]))).Usage;

        Assert.Equal(new UsageTotals(1, null, null, null, 0), usage);
    }

    [Fact]
    public void An_empty_run_has_statistics()
    {
        var statistics = RunStatistics.Of(Run());

        Assert.Equal(0, statistics.Prompts);
        Assert.Null(statistics.Overall.Refusal.Value);
        Assert.Null(statistics.Latency);
    }
}
