using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Audit.Runs;

/// <summary>One answer of a run, as it is stored: the prompt, what came back, and what it took.</summary>
public sealed record AnswerRecord
{
    /// <summary>The suite's name.</summary>
    public required string Suite { get; init; }

    /// <summary>The prompt that was asked.</summary>
    public required SuitePrompt Prompt { get; init; }

    /// <summary>Which of the prompt's samples this is, from 0.</summary>
    public int Sample { get; init; }

    /// <summary>What came back.</summary>
    public required ExchangeOutcome Outcome { get; init; }

    /// <summary>The answer's text; empty when there was none.</summary>
    public string Response { get; init; } = "";

    /// <summary>The characters of the whole answer, where <see cref="Response"/> is only its first megabyte; null where it is all. An answer that was cut so counts as <see cref="ExchangeOutcome.Truncated"/>.</summary>
    public long? FullLength { get; init; }

    /// <summary>The provider's word for why the answer ended, such as <c>stop</c>, <c>length</c> or <c>content_filter</c>.</summary>
    public string? FinishReason { get; init; }

    /// <summary>What went wrong, in one sentence without secrets; null unless the outcome is <see cref="ExchangeOutcome.Errored"/>.</summary>
    public string? Error { get; init; }

    /// <summary>When the answer was complete; null in recordings that do not say.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The time from sending the successful request to the end of the answer; null when not measured.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Tokens of the prompt as the endpoint counts them; null when it does not say.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens of the answer as the endpoint counts them; null when it does not say.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>The cost in US dollars; null when no price is known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>How often the request was sent until this outcome; at least 1 for asked answers, 0 for recordings.</summary>
    public int Attempts { get; init; }
}
