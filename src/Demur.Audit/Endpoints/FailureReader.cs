using System.ClientModel;
using System.Security.Authentication;
using System.Text.Json;

namespace Demur.Audit.Endpoints;

/// <summary>Tells from a chat client's exception what went wrong. It knows the OpenAI client's exceptions and those of any client built on <see cref="HttpClient"/>.</summary>
internal static class FailureReader
{
    private static readonly string[] FilterWords = ["safety", "filter", "prohibited", "blocklist", "moderation", "guardrail", "policy", "recitation"];

    /// <summary>Classifies an exception of a chat client.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="now">The time, against which a Retry-After date is held.</param>
    public static CallFailure Read(Exception error, DateTimeOffset now)
    {
        for (Exception? current = error; current is not null; current = current.InnerException)
        {
            if (OfOne(current, now) is { } failure)
            {
                return failure;
            }
        }

        return new CallFailure(FailureKind.Rejected, $"The chat client failed: {error.GetType().Name}: {Sentence(error.Message)}");
    }

    /// <summary>Whether a finish reason means that the provider's filter withheld the answer.</summary>
    public static bool IsFilterWord(string reason) => FilterWords.Any(word => reason.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static CallFailure? OfOne(Exception error, DateTimeOffset now) => error switch
    {
        ClientResultException { Status: > 0 } http => StatusFailure.Read(http.Status, http.GetRawResponse(), http.Message, now),
        HttpRequestException { StatusCode: { } status } http => StatusFailure.Read((int)status, response: null, http.Message, now),
        HttpRequestException http => OfTransport(http),
        AuthenticationException => new CallFailure(FailureKind.Insecure, $"No encrypted connection: {Sentence(error.Message)}"),
        TimeoutException or OperationCanceledException => new CallFailure(FailureKind.TimedOut, "The endpoint did not answer in time."),
        IOException => new CallFailure(FailureKind.Cut, $"The connection broke during the answer: {Sentence(error.Message)}"),
        JsonException => new CallFailure(FailureKind.Unreadable, $"The endpoint's answer is no valid JSON: {Sentence(error.Message)}"),
        ArgumentOutOfRangeException odd => OfMissingPart(odd),
        _ => null,
    };

    private static CallFailure? OfTransport(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new CallFailure(FailureKind.Unreachable, $"The host cannot be found: {Sentence(error.Message)}"),
        HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => new CallFailure(FailureKind.Unreachable, $"No connection: {Sentence(error.Message)}"),
        HttpRequestError.SecureConnectionError => new CallFailure(FailureKind.Insecure, $"No encrypted connection: {Sentence((error.InnerException ?? error).Message)}"),
        HttpRequestError.ConfigurationLimitExceeded => new CallFailure(FailureKind.Rejected, $"The answer was given up: {Sentence(error.Message)}"),
        HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError =>
            new CallFailure(FailureKind.Cut, $"The connection broke during the answer: {Sentence(error.Message)}"),
        _ => error.InnerException is null ? new CallFailure(FailureKind.Cut, $"The connection failed: {Sentence(error.Message)}") : null,
    };

    /// <summary>The OpenAI client indexes into the body it got: an index that is not there is a part that is missing, an unknown finish reason is named.</summary>
    private static CallFailure OfMissingPart(ArgumentOutOfRangeException error)
    {
        if (!error.Message.Contains("FinishReason", StringComparison.Ordinal))
        {
            return new CallFailure(FailureKind.Unreadable, "The endpoint's answer holds no choices.");
        }

        var reason = error.ActualValue?.ToString();
        return reason is not null && IsFilterWord(reason)
            ? new CallFailure(FailureKind.Blocked, "The provider's filter withheld the answer.") { Reason = OneLine(reason) }
            : new CallFailure(FailureKind.Unreadable, $"The endpoint ended its answer with the finish reason '{OneLine(reason ?? "null")}', which the protocol does not have.");
    }

    /// <summary>A provider's message as one short line.</summary>
    internal static string OneLine(string text)
    {
        const int Longest = 240;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest), "...");
    }

    /// <summary>A provider's message as one short line with a stop, so that a sentence can follow it.</summary>
    internal static string Sentence(string text)
    {
        var line = OneLine(text);
        return line is [.., '.' or '!' or '?' or '\u3002' or '\uFF01' or '\uFF1F'] ? line : line + ".";
    }
}
