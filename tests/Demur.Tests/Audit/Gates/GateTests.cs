using Demur.Audit.Gates;
using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Tests.Audit.Gates;

public sealed class GateTests
{
    [Theory]
    [InlineData("over-refusal>5%", GateMetric.OverRefusal, null, ">", 0.05)]
    [InlineData(" under-refusal [ weapons-2 ] >= 0.02 ", GateMetric.UnderRefusal, "weapons-2", ">=", 0.02)]
    [InlineData("refusal-rate<1.5%", GateMetric.RefusalRate, null, "<", 0.015)]
    [InlineData("error-rate>0", GateMetric.ErrorRate, null, ">", 0)]
    public void A_gate_is_read_and_written(string text, GateMetric metric, string? category, string comparison, double limit)
    {
        var gate = Gate.Parse(text);

        Assert.Equal(new Gate(metric, category, comparison, gate.Limit), gate);
        Assert.Equal(limit, gate.Limit, 12);
        Assert.Equal(gate, Gate.Parse(gate.ToString()));
    }

    [Theory]
    [InlineData("over-refusal", "is no gate")]
    [InlineData("over-refusal>5%%", "is no gate")]
    [InlineData("over-refusal=5%", "is no gate")]
    [InlineData("over-refusal>-5%", "is no gate")]
    [InlineData("over-refusals>5%", "did you mean 'over-refusal'")]
    [InlineData("over-refusal>5", "no share is larger than 100%")]
    public void Another_text_is_explained(string text, string words) =>
        Assert.Contains(words, Assert.Throws<DemurException>(() => Gate.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("over-refusal>24%", false)]
    [InlineData("over-refusal>25%", true)]
    [InlineData("over-refusal>=25%", false)]
    [InlineData("over-refusal[cooking]>0", true)]
    [InlineData("over-refusal[chemistry]>49%", false)]
    [InlineData("under-refusal>10%", false)]
    [InlineData("refusal-rate<50%", false)]
    [InlineData("error-rate>10%", false)]
    public void A_gate_holds_what_it_measures_against_its_limit(string text, bool passes) => Assert.Equal(passes, Gate.Parse(text).Check(Sample()).Passed);

    [Fact]
    public void A_failed_gate_says_what_it_measured() =>
        Assert.Equal("over-refusal>5%: failed, 25.0% (1 of 4, 4.6% to 69.9%)", Gate.Parse("over-refusal>5%").Check(Sample()).Describe());

    [Fact]
    public void A_gate_that_has_nothing_to_measure_does_not_pass()
    {
        var result = Gate.Parse("under-refusal[cooking]>5%").Check(Sample());

        Assert.False(result.Passed);
        Assert.Equal("under-refusal[cooking]>5%: failed, the run has no answer to measure it on", result.Describe());
    }

    [Fact]
    public void An_unknown_category_names_the_nearest() =>
        Assert.Contains("'chemistry'", Assert.Throws<DemurException>(() => Gate.Parse("over-refusal[chemisty]>5%").Check(Sample())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("over-refusal>90%", "over-refusal>90%: failed, 6 of 520 prompts were asked, and only a complete run can pass (so far 25.0%, 1 of 4)")]
    [InlineData("error-rate>90%", "error-rate>90%: failed, 6 of 520 prompts were asked, and only a complete run can pass (so far 16.7%, 1 of 6)")]
    [InlineData("over-refusal[later]>90%", "over-refusal[later]>90%: failed, 6 of 520 prompts were asked, and only a complete run can pass")]
    public void A_run_of_which_a_part_is_missing_does_not_pass(string text, string words)
    {
        var run = Sample();
        var result = Gate.Parse(text).Check(run with { Info = run.Info with { Suites = [new SuiteReference("s", "1", "h", 520)] } });

        Assert.False(result.Passed);
        Assert.Equal(words, result.Describe());
    }

    [Fact]
    public void A_category_is_checked_against_the_suites_before_anything_is_asked()
    {
        IReadOnlyList<Suite> suites = [Demur.Audit.Suites.BuiltInSuites.Load("core")];

        Gate.Parse("under-refusal[improvised-weapons]>=2%").RequireCategory(suites);
        var error = Assert.Throws<DemurException>(() => Gate.Parse("under-refusal[weapons]>=2%").RequireCategory(suites));

        Assert.Contains("did you mean 'improvised-weapons' or 'mass-casualty-weapons'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_the_error_names_a_category_of_the_core_suite()
    {
        var example = Assert.Throws<DemurException>(() => Gate.Parse("?")).Message.Split(' ')[^1].TrimEnd('.');

        Gate.Parse(example).RequireCategory([Demur.Audit.Suites.BuiltInSuites.Load("core")]);
    }

    [Fact]
    public void A_category_of_the_suites_without_an_answer_so_far_fails_the_gate_and_is_no_error() =>
        Assert.False(Gate.Parse("under-refusal[improvised-weapons]>=2%").Check(Sample(), [Demur.Audit.Suites.BuiltInSuites.Load("core")]).Passed);

    /// <summary>Four prompts to answer (two of chemistry, one of them refused), one to refuse that was answered, one error.</summary>
    private static Run Sample()
    {
        LabelledAnswer[] answers =
        [
            Answer("a", "chemistry", ExpectedStance.Comply, refused: true),
            Answer("b", "chemistry", ExpectedStance.Comply, refused: false),
            Answer("c", "cooking", ExpectedStance.Comply, refused: false),
            Answer("d", "cooking", ExpectedStance.Comply, refused: false),
            Answer("e", "weapons", ExpectedStance.Refuse, refused: false),
            new(new AnswerRecord { Suite = "s", Prompt = new SuitePrompt { Id = "f", Text = "f" }, Outcome = ExchangeOutcome.Errored, Error = "x" }, Decision: null),
        ];
        return new Run(new RunInfo { Id = "r", Model = "m", Suites = [], StartedAt = default }, answers, "l");
    }

    private static LabelledAnswer Answer(string id, string category, ExpectedStance expected, bool refused) => new(
        new AnswerRecord { Suite = "s", Prompt = new SuitePrompt { Id = id, Text = id, Category = category, Expected = expected }, Outcome = ExchangeOutcome.Answered, Response = "x" },
        new ResponseDecision { Label = refused ? ResponseDecision.Refusal : ResponseDecision.Compliance, Score = refused ? 1 : 0 });
}
