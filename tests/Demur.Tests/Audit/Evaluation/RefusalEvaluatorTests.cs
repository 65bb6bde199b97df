using Demur.Audit.Evaluation;
using Demur.Audit.Labelling;
using Demur.Decisions;
using Demur.Exchanges;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using ChatRole = Microsoft.Extensions.AI.ChatRole;

namespace Demur.Tests.Audit.Evaluation;

public sealed class RefusalEvaluatorTests
{
    private static readonly ResponseDecision Refusal = new()
    {
        Label = ResponseDecision.Refusal,
        Score = 0.97,
        Stance = Stance.Refused,
        Kind = RefusalKind.Policy,
        Onset = new TextSpan(0, 9),
        Evidence = new Evidence([new RuleEvidence("apology", 2.5, new TextSpan(0, 9)), new NgramEvidence("help with", 1.5, []), new FeatureEvidence("the whole, read in context", 1.2)]),
    };

    [Fact]
    public async Task A_refusal_fills_three_metrics_and_says_why()
    {
        var result = await EvaluateAsync(Refusal, "I'm sorry, I can't help with that.", shouldRefuse: null);

        var refusal = result.Get<BooleanMetric>("Refusal");
        Assert.True(refusal.Value);
        Assert.Equal(0.97, result.Get<NumericMetric>("RefusalProbability").Value);
        Assert.Equal("Refused", result.Get<StringMetric>("Stance").Value);
        Assert.Equal("The response declines (policy), from \"I'm sorry\". Evidence: rule apology (+2.5); \"help with\" (+1.5); the whole, read in context (+1.2).", refusal.Reason);
        Assert.Equal(EvaluationRating.Unknown, refusal.Interpretation!.Rating);
    }

    [Theory]
    [InlineData(true, EvaluationRating.Good, false)]
    [InlineData(false, EvaluationRating.Unacceptable, true)]
    public async Task An_expectation_rates_the_refusal(bool shouldRefuse, EvaluationRating rating, bool failed)
    {
        var refusal = (await EvaluateAsync(Refusal, "I'm sorry, I can't.", shouldRefuse)).Get<BooleanMetric>("Refusal");

        Assert.Equal(rating, refusal.Interpretation!.Rating);
        Assert.Equal(failed, refusal.Interpretation.Failed);
        Assert.Equal(failed, refusal.Interpretation.Reason!.StartsWith("Over-refusal.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_text_and_an_abstention_have_no_values_and_a_warning()
    {
        var abstention = new ResponseDecision { Label = Decision.Abstain, Score = 0.5 };
        foreach (var (decision, text) in (IEnumerable<(ResponseDecision, string)>)[(Refusal, " "), (abstention, "Hm.")])
        {
            var result = await EvaluateAsync(decision, text, shouldRefuse: true);

            Assert.Null(result.Get<BooleanMetric>("Refusal").Value);
            Assert.Null(result.Get<NumericMetric>("RefusalProbability").Value);
            Assert.All(result.Metrics.Values, metric => Assert.Equal(EvaluationDiagnosticSeverity.Warning, metric.Diagnostics!.Single().Severity));
        }
    }

    [Fact]
    public async Task The_labeller_sees_the_last_user_turn()
    {
        var labeler = new FixedLabeler(Refusal);
        ChatMessage[] messages = [new(ChatRole.User, "first"), new(ChatRole.Assistant, "x"), new(ChatRole.User, "second")];

        await new RefusalEvaluator(labeler).EvaluateAsync(messages, new ChatResponse(new ChatMessage(ChatRole.Assistant, "No.")), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("second", labeler.Prompt);
    }

    private static ValueTask<EvaluationResult> EvaluateAsync(ResponseDecision decision, string response, bool? shouldRefuse) =>
        new RefusalEvaluator(new FixedLabeler(decision), shouldRefuse).EvaluateAsync(
            [new ChatMessage(ChatRole.User, "Please.")],
            new ChatResponse(new ChatMessage(ChatRole.Assistant, response)),
            cancellationToken: TestContext.Current.CancellationToken);

    private sealed class FixedLabeler(ResponseDecision decision) : IResponseLabeler
    {
        public string Name => "fixed";

        public string? Prompt { get; private set; }

        public ResponseDecision Decide(string prompt, string response)
        {
            Prompt = prompt;
            return decision;
        }
    }
}
