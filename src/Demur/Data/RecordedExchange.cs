using Demur.Exchanges;

namespace Demur.Data;

/// <summary>An exchange as a file recorded it: the exchange, what the recording says about how it went, and the row it came from.</summary>
/// <param name="Exchange">The exchange; its metadata holds the row's other single values, by column.</param>
/// <param name="Source">The row.</param>
public sealed record RecordedExchange(Exchange Exchange, DataRow Source)
{
    /// <summary>The provider's word for why the answer ended, such as <c>stop</c>, <c>length</c> or <c>content_filter</c>; null when not recorded.</summary>
    public string? FinishReason { get; init; }

    /// <summary>What went wrong, as recorded; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>The time that the answer took; null when not recorded.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Tokens of the prompt as recorded; null when not recorded.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens of the answer as recorded; null when not recorded.</summary>
    public long? OutputTokens { get; init; }
}
