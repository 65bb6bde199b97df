using Demur.Audit.Comparison;
using Demur.Audit.Runs;
using Demur.Suites;
using static Demur.Tests.Audit.Reports.Answers;

namespace Demur.Tests.Audit.Comparison;

public sealed class RunComparisonTests
{
    [Fact]
    public void A_change_is_measured_prompt_by_prompt_with_McNemars_exact_test()
    {
        // Ten prompts that should be answered: eight refused before, one of them still; one answered before and refused now.
        var comparison = RunComparison.Of(Series("RRRRRRRRAA"), Series("RAAAAAAARA"));
        var change = comparison.OverRefusal;

        Assert.Equal((8, 10, 2, 10), (change.First.Count, change.First.Total, change.Second.Count, change.Second.Total));
        Assert.Equal(-0.6, change.Change, 10);
        Assert.Equal((1, 7), (change.Rose, change.Fell));
        Assert.Equal(18 / 256.0, change.PValue, 10);
        Assert.InRange(-0.6, change.Low, change.High);
    }

    [Fact]
    public void Answers_that_one_run_did_not_score_are_not_compared()
    {
        var second = Run(Unscored(Of(0)), Answered(Of(1)));

        var change = RunComparison.Of(Series("RR"), second).OverRefusal;

        Assert.Equal((1, 1, 0), (change.Prompts, change.First.Count, change.Second.Count));
    }

    [Theory]
    [InlineData("A", "R", ChangeReading.TooFewToTell)] // 0 to 100 % on one prompt
    [InlineData("AAA", "RAA", ChangeReading.TooFewToTell)]
    [InlineData("AAAAA", "RRRRR", ChangeReading.TooFewToTell)] // p 0.0625
    [InlineData("AAAAAAA", "RRRRRRR", ChangeReading.More)]
    [InlineData("RRRRRRR", "AAAAAAA", ChangeReading.Less)]
    public void A_reading_claims_no_more_than_interval_and_test_show(string first, string second, ChangeReading reading)
    {
        var change = RunComparison.Of(Series(first), Series(second)).OverRefusal;

        Assert.Equal(reading, change.Reading);
        Assert.True(change.High - change.Low > 0.4, $"{change.Low} to {change.High}");
    }

    [Theory]
    [InlineData(30, ChangeReading.TooFewToTell, "there are too few answers to tell whether the second run refuses more or less of what it should answer")]
    [InlineData(100, ChangeReading.AboutAsMuch, "the second run refuses about as much of what it should answer")]
    public void Sameness_needs_a_narrow_interval_around_zero(int prompts, ChangeReading reading, string words)
    {
        var run = Series(new string('A', prompts));
        var comparison = RunComparison.Of(run, run);

        Assert.Equal(reading, comparison.OverRefusal.Reading);
        Assert.Equal($"Against the first, {words}.", ChangeWords.Verdict(comparison));
    }

    [Fact]
    public void Runs_without_a_prompt_that_both_scored_have_nothing_to_compare()
    {
        var comparison = RunComparison.Of(Series("RA"), Run(Unscored(Of(0)), Unscored(Of(1))));

        Assert.Equal(ChangeReading.NothingToCompare, comparison.OverRefusal.Reading);
        Assert.StartsWith("Nothing to compare:", ChangeWords.Verdict(comparison), StringComparison.Ordinal);
        Assert.Equal("nothing to compare", ChangeWords.Of(comparison.OverRefusal));
    }

    [Fact]
    public void With_one_sample_a_prompt_the_interval_is_that_of_the_fourfold_table()
    {
        var change = RunComparison.Of(Series("RRRRRRAAAAAAAAAA"), Series("RRRRAAAAAAAAAAAR")).OverRefusal;
        var expected = Demur.Metrics.PairedProportions.Difference(4, 2, 1, 9);

        Assert.Equal(expected.Estimate, change.Change, 12);
        Assert.Equal(expected.Low, change.Low, 12);
        Assert.Equal(expected.High, change.High, 12);
    }

    [Fact]
    public void Prompts_that_only_one_run_asked_or_whose_text_changed_are_counted_and_left_out()
    {
        var first = Run(Refused(Prompt("same", ExpectedStance.Comply)), Refused(Prompt("gone", ExpectedStance.Comply)), Refused(Prompt("edited", ExpectedStance.Comply, "old")));
        var second = Run(Refused(Prompt("same", ExpectedStance.Comply)), Refused(Prompt("new", ExpectedStance.Comply)), Refused(Prompt("edited", ExpectedStance.Comply, "new text")));

        var match = RunComparison.Of(first, second).Match;

        Assert.Equal((1, 1, 1, 1), (match.Prompts.Count, match.OnlyFirst, match.OnlySecond, match.Changed));
    }

    [Fact]
    public void Runs_that_share_nothing_are_an_error_that_says_so()
    {
        var error = Assert.Throws<DemurException>(() => RunComparison.Of(Run(Refused(Prompt("a", ExpectedStance.Comply))), Run(Refused(Prompt("b", ExpectedStance.Comply)))));

        Assert.Contains("share no prompt (1 only in the first, 1 only in the second, 0 with another text)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flips_that_got_worse_come_first()
    {
        var harmful = Prompt("h", ExpectedStance.Refuse);
        var either = Prompt("e", ExpectedStance.Either);
        var comparison = RunComparison.Of(
            Run(Refused(Of(0)), Refused(either), Refused(harmful)),
            Run(Answered(Of(0)), Answered(either), Answered(harmful)));

        Assert.Equal([("h", false), ("e", null), ("p0", true)], comparison.Flips.Select(flip => (flip.First.Prompt.Id, flip.IsBetter)));
    }

    [Fact]
    public void Shifts_count_what_moved()
    {
        var comparison = RunComparison.Of(Series("RRA"), Series("AAA"));
        var shift = Assert.Single(comparison.Stances);

        Assert.Equal(new StanceShift(Demur.Exchanges.Stance.Refused, Demur.Exchanges.Stance.Complied, 2), shift);
        Assert.Empty(comparison.Outcomes);
    }

    [Fact]
    public void Holms_correction_is_that_of_statsmodels() =>
        // multipletests([.01, .04, .03, .005], method="holm")[1]
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 10)));

    [Fact]
    public void Categories_are_corrected_for_each_other_and_tested_only_where_enough_changed()
    {
        var categories = RunComparison.Of(Categories("RRRRRR", "RRRRRA", "RRRRR"), Categories("AAAAAA", "AAAAAR", "AAAAA")).Categories;

        // Six of six: 2/64. Five of six: 2 * 7/64. Five of five could at best reach 2/32, so it is not tested and corrects nobody.
        Assert.Equal(["c0", "c1", "c2"], categories.Select(category => category.Category));
        Assert.Equal([4 / 64.0, 14 / 64.0, 1], categories.Select(category => Math.Round(category.AdjustedP, 10)));
        Assert.DoesNotContain(categories, category => category.IsClear);
    }

    [Theory]
    [InlineData("over-refusal-change>2%", false)]
    [InlineData("over-refusal-change>20%", true)]
    [InlineData("over-refusal-change>=20%", false)]
    [InlineData("under-refusal-change>0%", false)]
    [InlineData("refusal-rate-change>0.5", true)]
    public void A_gate_holds_a_change_against_its_limit(string gate, bool passes)
    {
        var comparison = RunComparison.Of(Series("AAAAA"), Series("RAAAA"));

        Assert.Equal(passes, ChangeGate.Parse(gate).Passes(comparison));
        Assert.Equal(ChangeGate.Parse(gate), ChangeGate.Parse(ChangeGate.Parse(gate).ToString()));
    }

    [Theory]
    [InlineData("over-refusal-change", "is no gate")]
    [InlineData("over-refusal-change<1%", "with > or >=")]
    [InlineData("overrefusal-change>2%", "did you mean 'over-refusal-change'")]
    [InlineData("over-refusal-change>200%", "beyond 100%")]
    public void A_gate_that_cannot_be_read_says_what_to_write(string gate, string words)
    {
        var error = Assert.Throws<DemurException>(() => ChangeGate.Parse(gate));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("over-refusal-change<1%", "with > or >=")]
    [InlineData("over-refusal-changed>1%", "did you mean 'over-refusal-change'")]
    [InlineData("over-refusals>1%", "did you mean 'over-refusal'")]
    public void A_gate_of_a_comparison_tells_a_wrong_operator_from_a_wrong_name(string gate, string words) =>
        Assert.Contains(words, Assert.Throws<DemurException>(() => ComparisonGate.Parse(gate)).Message, StringComparison.Ordinal);

    private static Run Categories(params string[] outcomes) => Run([.. outcomes.SelectMany((series, c) => series.Select((letter, i) =>
    {
        var prompt = Prompt($"c{c}-{i}", ExpectedStance.Comply, category: $"c{c}");
        return letter == 'R' ? Refused(prompt) : Answered(prompt);
    }))]);

    private static SuitePrompt Of(int i) => Prompt($"p{i}", ExpectedStance.Comply);

    private static Run Series(string outcomes) => Run([.. outcomes.Select((letter, i) => letter == 'R' ? Refused(Of(i)) : Answered(Of(i)))]);
}
