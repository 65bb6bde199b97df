using System.Globalization;
using System.Text.Json;

namespace Demur.Testing;

/// <summary>What the fake endpoint does with one request: answer, or misbehave.</summary>
public sealed record FakeReply
{
    /// <summary>The HTTP status; 200 by default.</summary>
    public int Status { get; private init; } = 200;

    /// <summary>The body, sent as it is; null for one that is never sent.</summary>
    public string? Body { get; private init; }

    /// <summary>Headers to add.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long to wait before answering.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>After how many characters of the body the connection is reset; null for never.</summary>
    public int? CutAfter { get; init; }

    /// <summary>The content type.</summary>
    public string ContentType { get; private init; } = "application/json";

    /// <summary>A chat completion.</summary>
    public static FakeReply Answer(string text, string finishReason = "stop", int inputTokens = 10, int outputTokens = 20) => new()
    {
        Body = JsonSerializer.Serialize(new
        {
            id = "chatcmpl-1",
            @object = "chat.completion",
            created = 1_700_000_000,
            model = "fake",
            choices = new[] { new { index = 0, message = new { role = "assistant", content = text }, finish_reason = finishReason } },
            usage = new { prompt_tokens = inputTokens, completion_tokens = outputTokens, total_tokens = inputTokens + outputTokens },
        }),
    };

    /// <summary>A chat completion as a stream of one event for every piece.</summary>
    public static FakeReply Stream(IEnumerable<string> pieces, string finishReason = "stop")
    {
        var events = pieces.Select(piece => Event(new { role = "assistant", content = piece }, finish: null))
            .Append(Event(new { }, finishReason))
            .Append("data: [DONE]\n\n");
        return new FakeReply { Body = string.Concat(events), ContentType = "text/event-stream" };
    }

    /// <summary>A stream that is closed, in good order, before the endpoint says that the answer is complete.</summary>
    public static FakeReply Unfinished(IEnumerable<string> pieces) => new()
    {
        Body = string.Concat(pieces.Select(piece => Event(new { role = "assistant", content = piece }, finish: null))),
        ContentType = "text/event-stream",
    };

    /// <summary>An error with the provider's usual body.</summary>
    public static FakeReply Error(int status, string message, string? code = null, string? retryAfter = null) => new()
    {
        Status = status,
        Body = JsonSerializer.Serialize(new { error = new { message, type = "error", code } }),
        Headers = retryAfter is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = retryAfter },
    };

    /// <summary>A body that is sent as it is.</summary>
    public static FakeReply Raw(string body, int status = 200) => new() { Body = body, Status = status };

    /// <summary>No answer at all until the client goes away.</summary>
    public static FakeReply Hang() => new();

    private static string Event(object delta, string? finish)
    {
        var choice = new { index = 0, delta, finish_reason = finish };
        var chunk = new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1_700_000_000, model = "fake", choices = new[] { choice } };
        return string.Create(CultureInfo.InvariantCulture, $"data: {JsonSerializer.Serialize(chunk)}\n\n");
    }
}
