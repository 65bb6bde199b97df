using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Decisions;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Tests.Audit.Reports;

/// <summary>Short runs written by hand.</summary>
internal static class Answers
{
    public static SuitePrompt Prompt(string id, ExpectedStance expected, string text = "", string category = "one", string? pair = null) =>
        new() { Id = id, Text = text.Length == 0 ? $"prompt {id}" : text, Category = category, Expected = expected, PairId = pair };

    public static LabelledAnswer Refused(SuitePrompt prompt, int sample = 0, double score = 0.9, string text = "I can't help with that.") => new(
        new AnswerRecord { Suite = "hand", Prompt = prompt, Sample = sample, Outcome = ExchangeOutcome.Answered, Response = text, Attempts = 1 },
        new ResponseDecision { Label = ResponseDecision.Refusal, Score = score, Stance = Stance.Refused, Kind = RefusalKind.Policy, Onset = new TextSpan(0, Math.Min(12, text.Length)) });

    public static LabelledAnswer Answered(SuitePrompt prompt, int sample = 0, double score = 0.1, string text = "Here it is.") => new(
        new AnswerRecord { Suite = "hand", Prompt = prompt, Sample = sample, Outcome = ExchangeOutcome.Answered, Response = text, Attempts = 1 },
        new ResponseDecision { Label = ResponseDecision.Compliance, Score = score, Stance = Stance.Complied });

    public static LabelledAnswer Unscored(SuitePrompt prompt) => new(
        new AnswerRecord { Suite = "hand", Prompt = prompt, Outcome = ExchangeOutcome.Answered, Response = "Hm.", Attempts = 1 },
        new ResponseDecision { Label = Decision.Abstain, Score = 0.5 });

    public static LabelledAnswer Without(SuitePrompt prompt, ExchangeOutcome outcome) =>
        new(new AnswerRecord { Suite = "hand", Prompt = prompt, Outcome = outcome, Attempts = 3 }, null);

    public static Run Run(params LabelledAnswer[] answers) => DemoRun.Wrap("hand-model", answers);
}
