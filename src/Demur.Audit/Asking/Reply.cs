using Demur.Audit.Endpoints;
using Demur.Exchanges;

namespace Demur.Audit.Asking;

/// <summary>What one request brought: an answer of some outcome, or a failure.</summary>
internal sealed record Reply
{
    public ExchangeOutcome Outcome { get; init; }

    /// <summary>The answer's text, at most <see cref="CappedText.MaxLength"/> characters.</summary>
    public string Text { get; init; } = "";

    /// <summary>The length of the whole answer, where <see cref="Text"/> is only its beginning.</summary>
    public long? FullLength { get; init; }

    public string? FinishReason { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public TimeSpan Latency { get; init; }

    /// <summary>Why there is no complete answer; null when there is one.</summary>
    public CallFailure? Failure { get; init; }
}
