using Demur.Audit.Endpoints;
using Demur.Exchanges;
using Microsoft.Extensions.AI;

namespace Demur.Audit.Asking;

/// <summary>Puts a response, whole or streamed, together and tells what its outcome is.</summary>
internal sealed class AnswerReader(bool streaming)
{
    private const string Filtered = "content_filter";
    private readonly CappedText _text = new();
    private readonly CappedText _declined = new();
    private string? _finishReason;
    private long? _inputTokens;
    private long? _outputTokens;
    private string? _failed;

    public void Add(ChatResponse response)
    {
        foreach (var message in response.Messages)
        {
            Add(message.Contents);
        }

        _finishReason = response.FinishReason?.Value;
        Add(response.Usage);
    }

    public void Add(ChatResponseUpdate update)
    {
        Add(update.Contents);
        _finishReason = update.FinishReason?.Value ?? _finishReason;
    }

    /// <summary>What came, given the failure that ended it.</summary>
    public Reply Read(CallFailure? failure, TimeSpan latency, Secrets secrets)
    {
        // OpenAI sends a model's refusal beside the content, not in it; without content it is the answer.
        var text = _text.IsBlank && !_declined.IsBlank ? _declined : _text;
        failure ??= Ended(text);
        return new Reply
        {
            Outcome = Outcome(text, failure),
            Text = text.IsBlank ? "" : secrets.Remove(text.ToString()),
            FullLength = text.FullLength,
            FinishReason = (failure?.Reason ?? _finishReason) is { } reason ? secrets.Remove(reason) : null,
            InputTokens = _inputTokens,
            OutputTokens = _outputTokens,
            Latency = latency,
            Failure = failure is null ? null : failure with { Message = secrets.Remove(failure.Message) },
        };
    }

    private CallFailure? Ended(CappedText text)
    {
        if (_failed is not null)
        {
            return new CallFailure(FailureKind.Server, $"The endpoint reports an error inside its answer: {FailureReader.Sentence(_failed)}");
        }

        var isBroken = text.IsBlank && _finishReason is null && _outputTokens is null;
        return isBroken ? new CallFailure(FailureKind.Unreadable, "The endpoint's answer ended before anything came.") : null;
    }

    private ExchangeOutcome Outcome(CappedText text, CallFailure? failure)
    {
        if (failure is { Kind: FailureKind.Blocked } || _finishReason == Filtered)
        {
            return ExchangeOutcome.Blocked;
        }

        if (failure is not null)
        {
            return text.IsBlank ? ExchangeOutcome.Errored : ExchangeOutcome.Truncated;
        }

        // A server that closes a stream early leaves a valid beginning: only the missing finish reason tells it from an answer. The token counts come last, so a server that sends
        // those and never a reason has sent all. It is not asked again: one that always leaves both out would be paid for every attempt.
        var hasNoEnd = streaming && _finishReason is null && _outputTokens is null;
        var isCut = hasNoEnd || _finishReason == "length" || text.FullLength is not null;
        return text.IsBlank ? ExchangeOutcome.Empty : isCut ? ExchangeOutcome.Truncated : ExchangeOutcome.Answered;
    }

    private void Add(IList<AIContent> contents)
    {
        foreach (var content in contents)
        {
            switch (content)
            {
                case TextContent text:
                    _text.Append(text.Text);
                    break;
                case ErrorContent { ErrorCode: "Refusal" } refusal:
                    _declined.Append(refusal.Message ?? "");
                    break;
                case ErrorContent error:
                    _failed = error.Message ?? "";
                    break;
                case UsageContent usage:
                    Add(usage.Details);
                    break;
                default:
                    // Reasoning, tool calls and media are no part of the answer that is judged.
                    break;
            }
        }
    }

    private void Add(UsageDetails? usage)
    {
        _inputTokens = usage?.InputTokenCount ?? _inputTokens;
        _outputTokens = usage?.OutputTokenCount ?? _outputTokens;
    }
}
