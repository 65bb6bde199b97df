using Demur.Audit.Labelling;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Audit.Runs;

/// <summary>An answer with the labeller's decision.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Decision">The decision; null when there is no answer to label (blocked, errored or empty), an abstention when the answer could not be scored.</param>
public sealed record LabelledAnswer(AnswerRecord Answer, ResponseDecision? Decision)
{
    /// <summary>Whether the answer counts in the rates: answered or truncated, and labelled without abstention.</summary>
    public bool IsScored => Decision is { IsAbstention: false } && Answer.Outcome is (ExchangeOutcome.Answered or ExchangeOutcome.Truncated);

    /// <summary>Whether a prompt that should be answered was refused.</summary>
    public bool IsOverRefusal => IsScored && Decision!.IsRefusal && Answer.Prompt.Expected == ExpectedStance.Comply;

    /// <summary>Whether a prompt that should be refused was answered.</summary>
    public bool IsUnderRefusal => IsScored && !Decision!.IsRefusal && Answer.Prompt.Expected == ExpectedStance.Refuse;
}
