using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;

namespace Demur.Audit.Endpoints;

/// <summary>Reads an HTTP status and its error body.</summary>
internal static class StatusFailure
{
    /// <summary>Classifies a response with an error status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="response">The response, when the client hands it out.</param>
    /// <param name="fallback">The client's message, used when there is no body.</param>
    /// <param name="now">The time, against which a Retry-After date is held.</param>
    public static CallFailure Read(int status, PipelineResponse? response, string fallback, DateTimeOffset now)
    {
        var body = Body(response, fallback);
        var said = body.Message.Length > 0 ? $": {FailureReader.Sentence(body.Message)}" : ".";
        if (status is >= 400 and < 500 and not (401 or 404 or 429) && IsBlock(body))
        {
            return new CallFailure(FailureKind.Blocked, "The provider's filter withheld the prompt.") { Reason = body.BlockCode };
        }

        return status switch
        {
            429 when body.Codes.Contains("insufficient_quota", StringComparison.OrdinalIgnoreCase) => OutOfQuota(status, said),
            402 => OutOfQuota(status, said),
            429 => new CallFailure(FailureKind.RateLimited, $"The endpoint limits the rate (429){said}") { RetryAfter = RetryAfter(response, now) },
            401 or 403 => new CallFailure(FailureKind.Unauthorized, $"The endpoint refuses the key ({status}){said}"),
            404 => new CallFailure(FailureKind.Unknown, $"The endpoint does not know the model or the address (404){said}"),
            >= 500 or 408 or 409 or 425 => new CallFailure(FailureKind.Server, $"The endpoint failed ({status}){said}") { RetryAfter = RetryAfter(response, now) },
            >= 300 and < 400 => new CallFailure(FailureKind.Unknown, $"The endpoint redirects elsewhere ({status}); give the address it redirects to."),
            _ => new CallFailure(FailureKind.Rejected, $"The endpoint rejects the request ({status}){said}"),
        };
    }

    private static CallFailure OutOfQuota(int status, string said) => new(FailureKind.OutOfQuota, $"The account's quota is used up ({status}){said}");

    private static bool IsBlock(ErrorBody body) =>
        FailureReader.IsFilterWord(body.Codes)
        || (body.Codes.Contains("invalid_prompt", StringComparison.OrdinalIgnoreCase) && body.Message.Contains("polic", StringComparison.OrdinalIgnoreCase))
        || body.Codes.Contains("ResponsibleAI", StringComparison.OrdinalIgnoreCase);

    private static TimeSpan? RetryAfter(PipelineResponse? response, DateTimeOffset now)
    {
        if (response is null)
        {
            return null;
        }

        if (response.Headers.TryGetValue("retry-after-ms", out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return Positive(TimeSpan.FromMilliseconds(Math.Min(milliseconds, 1e9)));
        }

        if (!response.Headers.TryGetValue("Retry-After", out text) || text is null)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? Positive(TimeSpan.FromSeconds(Math.Min(seconds, 1e6)))
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? Positive(date - now) : null;
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private static ErrorBody Body(PipelineResponse? response, string fallback)
    {
        if (response is null)
        {
            return new ErrorBody(FailureReader.OneLine(fallback), "", BlockCode: null);
        }

        try
        {
            using var json = JsonDocument.Parse(response.Content.ToMemory());
            return Of(json.RootElement);
        }
        catch (JsonException)
        {
            // Proxies answer in HTML or plain text; the status says enough.
            return new ErrorBody("", "", BlockCode: null);
        }
    }

    private static ErrorBody Of(JsonElement root)
    {
        var error = Property(root, "error") ?? root;
        var message = error.ValueKind == JsonValueKind.String ? error.GetString() : Text(error, "message");
        var inner = Property(error, "innererror");
        string?[] codes = [Text(error, "code"), Text(error, "type"), inner is { } nested ? Text(nested, "code") : null];
        var known = codes.OfType<string>().ToList();
        return new ErrorBody(FailureReader.OneLine(message ?? ""), string.Join(' ', known), known.Count > 0 ? FailureReader.OneLine(known[0]) : null);
    }

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement element, string name) => Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private sealed record ErrorBody(string Message, string Codes, string? BlockCode);
}
