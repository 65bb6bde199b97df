using System.Runtime.CompilerServices;
using Demur.Data.Internal;
using Demur.Exchanges;

namespace Demur.Data;

/// <summary>
/// Turns rows into exchanges. A row holds either <c>prompt</c> and <c>response</c>, or <c>messages</c> (a conversation whose last turn is the answer, or
/// whose answer stands in <c>response</c>), or a logged OpenAI call (<c>request.messages</c> and <c>response.choices</c>). Optional: <c>id</c>,
/// <c>model</c>, <c>system</c>, <c>finish_reason</c>, <c>outcome</c>, <c>error</c>, <c>latency_ms</c> or <c>latency</c> (seconds), <c>input_tokens</c>,
/// <c>output_tokens</c>; also the columns of an audit's <c>answers.jsonl</c>. Other names are mapped with <see cref="DataFileOptions.Columns"/>.
/// </summary>
public static class ExchangeReader
{
    /// <summary>Reads a file of recorded exchanges; rows that hold none are treated by the caller's policy.</summary>
    /// <param name="path">The file; <c>-</c> for standard input.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The exchanges, in file order.</returns>
    /// <exception cref="DemurException">While enumerating: the file cannot be read, or a row is broken and the policy is to stop.</exception>
    public static IAsyncEnumerable<RecordedExchange> ReadAsync(
        string path,
        DataFileOptions? options = null,
        CancellationToken cancellationToken = default) => ReadAsync(DataFile.ReadAsync(path, options, cancellationToken), cancellationToken);

    /// <summary>Reads recorded exchanges from rows of any source; rows that hold none are treated by the caller's policy.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The exchanges, in order.</returns>
    /// <exception cref="DemurException">While enumerating: a row is broken and the policy is to stop.</exception>
    public static async IAsyncEnumerable<RecordedExchange> ReadAsync(
        IAsyncEnumerable<DataRow> rows,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            RecordedExchange exchange;
            try
            {
                exchange = Map(row);
            }
            catch (DemurException error) when (error.Code is ErrorCode.BadInput or ErrorCode.Column)
            {
                row.Reject(error);
                continue;
            }

            yield return exchange;
        }
    }

    /// <summary>Turns one row into an exchange.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The exchange. Its outcome is errored when an error is recorded, blocked when a filter ended the answer or <c>outcome</c> says so, empty when there is no text, truncated when a length limit ended it, else answered.</returns>
    /// <exception cref="DemurException">The row lacks a prompt, or one of its values cannot be read.</exception>
    public static RecordedExchange Map(DataRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (conversation, answer) = ReadConversation(row);
        var response = ReadResponse(row, answer);
        var exchange = new Exchange
        {
            Conversation = conversation,
            Response = response,
            Outcome = OutcomeOf(row, response),
            Id = NonEmpty(row.FindString("id") ?? row.FindString("custom_id")),
            Model = NonEmpty(row.FindString("model") ?? row.FindString("response.model") ?? row.FindString("request.model")),
            Metadata = ExchangeMetadata.Of(row),
        };
        return new RecordedExchange(exchange, row)
        {
            FinishReason = FinishOf(row),
            Error = ErrorOf(row),
            Latency = ReadLatency(row),
            InputTokens = ReadCount(row, "input_tokens") ?? ReadCount(row, "inputTokens") ?? ReadCount(row, "response.usage.prompt_tokens"),
            OutputTokens = ReadCount(row, "output_tokens") ?? ReadCount(row, "outputTokens") ?? ReadCount(row, "response.usage.completion_tokens"),
        };
    }

    /// <summary>Tells how a recorded call ended, by its own fields and never by what a text says.</summary>
    /// <param name="row">The row.</param>
    /// <param name="response">The answer's text; null when there is none.</param>
    /// <returns>The outcome, as <see cref="Map"/> gives it.</returns>
    public static ExchangeOutcome OutcomeOf(DataRow row, string? response)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (finish, error, recorded) = (FinishOf(row), ErrorOf(row), row.FindString("outcome"));
        if (IsAny(recorded, nameof(ExchangeOutcome.Blocked)) || (error is null && IsAny(finish, "content_filter", "content-filter", "safety")))
        {
            return ExchangeOutcome.Blocked;
        }

        if (error is not null || IsAny(recorded, nameof(ExchangeOutcome.Errored)))
        {
            return ExchangeOutcome.Errored;
        }

        if (string.IsNullOrWhiteSpace(response))
        {
            return ExchangeOutcome.Empty;
        }

        return IsAny(finish, "length", "max_tokens", "max_output_tokens") ? ExchangeOutcome.Truncated : ExchangeOutcome.Answered;
    }

    private static (IReadOnlyList<ChatTurn> Conversation, string? Answer) ReadConversation(DataRow row)
    {
        var column = row.Has("messages") ? "messages" : "request.messages";
        if (row.Has("prompt") || row.FindTurns(column) is not { } turns)
        {
            var prompt = row.GetString("prompt");
            var user = new ChatTurn(ChatRole.User, string.IsNullOrWhiteSpace(prompt) ? throw row.Error("prompt", "is empty; write what was asked.") : prompt);
            return (NonEmpty(row.FindString("system")) is { } system ? [new ChatTurn(ChatRole.System, system), user] : [user], null);
        }

        var answered = turns is [.., { Role: ChatRole.Assistant }] && !row.Has("response");
        var conversation = answered ? turns.Take(turns.Count - 1).ToList() : turns;
        return conversation.Any(turn => turn.Role == ChatRole.User)
            ? (conversation, answered ? turns[^1].Text : null)
            : throw row.Error(column, "holds no user turn before the answer; at least one is needed.");
    }

    private static string ReadResponse(DataRow row, string? answer)
    {
        if (answer is not null)
        {
            return answer;
        }

        var message = row.FindObject("response.choices.0.message") ?? row.FindObject("choices.0.message");
        if (message is { } turn)
        {
            return ChatTurns.ReadContent(turn);
        }

        // A recording of a failed call has no response, and that is no fault of the row.
        return row.Has("error") ? row.FindString("response") ?? "" : row["response"] ?? "";
    }

    private static string? FinishOf(DataRow row) =>
        NonEmpty(row.FindString("finish_reason") ?? row.FindString("finishReason") ?? row.FindString("response.choices.0.finish_reason") ?? row.FindString("choices.0.finish_reason"));

    private static string? ErrorOf(DataRow row) => NonEmpty(row.FindString("error") ?? row.FindString("response.error"));

    private static TimeSpan? ReadLatency(DataRow row)
    {
        const double MaxSeconds = 1e9;
        var (column, seconds) = row.FindDouble("latency_ms") is { } milliseconds ? ("latency_ms", milliseconds / 1000)
            : row.Has("latency") ? ("latency", row.FindDouble("latency")) : ("latencySeconds", row.FindDouble("latencySeconds"));
        return seconds is { } time && time is < 0 or > MaxSeconds
            ? throw row.Error(column, "is not a time that an answer can take; expected a number from 0 up.")
            : seconds is { } value ? TimeSpan.FromSeconds(value) : null;
    }

    private static long? ReadCount(DataRow row, string column) => row.FindDouble(column) switch
    {
        null => null,
        < 0 or > 1e15 => throw row.Error(column, "is not a number of tokens; expected a whole number from 0 up."),
        { } count => (long)count,
    };

    private static bool IsAny(string? word, params ReadOnlySpan<string> words)
    {
        foreach (var candidate in words)
        {
            if (candidate.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
