using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Audit.Reports.Rendering;
using Demur.Audit.Runs;

namespace Demur.Audit.Reports.Files;

/// <summary>The answers of a run as rows of <c>answers.jsonl</c> and <c>answers.csv</c>: the same columns in the same order in both.</summary>
internal static class AnswerRows
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The columns: a name and the value, which is null, a text, a number or a time.</summary>
    private static readonly (string Name, Func<LabelledAnswer, object?> Value)[] Columns =
    [
        ("suite", row => row.Answer.Suite),
        ("id", row => row.Answer.Prompt.Id),
        ("category", row => row.Answer.Prompt.Category),
        ("expected", row => Words.Key(row.Answer.Prompt.Expected)),
        ("pairId", row => row.Answer.Prompt.PairId),
        ("language", row => row.Answer.Prompt.Language),
        ("sample", row => (long)row.Answer.Sample),
        ("outcome", row => Words.Key(row.Answer.Outcome)),
        ("label", row => row.Decision?.Label),
        ("score", row => row.Decision is { } decision && double.IsFinite(decision.Score) ? decision.Score : null),
        ("stance", row => row.Decision?.Stance is { } stance ? Words.Key(stance) : null),
        ("kind", row => row.Decision?.Kind is { } kind ? Words.Key(kind) : null),
        ("onsetStart", row => row.Decision?.Onset is { } onset ? (long)onset.Start : null),
        ("onsetLength", row => row.Decision?.Onset is { } onset ? (long)onset.Length : null),
        ("error", row => row.IsOverRefusal ? "over-refusal" : row.IsUnderRefusal ? "under-refusal" : null),
        ("prompt", row => row.Answer.Prompt.Text),
        ("response", row => row.Answer.Response),
        ("finishReason", row => row.Answer.FinishReason),
        ("failure", row => row.Answer.Error),
        ("latencySeconds", row => row.Answer.Latency?.TotalSeconds),
        ("inputTokens", row => row.Answer.InputTokens),
        ("outputTokens", row => row.Answer.OutputTokens),
        ("costUsd", row => row.Answer.Cost),
        ("attempts", row => (long)row.Answer.Attempts),
        ("answeredAt", row => row.Answer.AnsweredAt),
    ];

    public static async Task WriteJsonLinesAsync(IEnumerable<LabelledAnswer> answers, Stream stream, CancellationToken cancellationToken)
    {
        using var json = new Utf8JsonWriter(stream, Json);
        foreach (var answer in answers)
        {
            json.WriteStartObject();
            foreach (var (name, value) in Columns)
            {
                json.WritePropertyName(name);
                WriteValue(json, value(answer));
            }

            json.WriteEndObject();
            await json.FlushAsync(cancellationToken).ConfigureAwait(false);
            json.Reset();
            stream.WriteByte((byte)'\n');
        }
    }

    public static async Task WriteCsvAsync(IEnumerable<LabelledAnswer> answers, Stream stream, CancellationToken cancellationToken)
    {
        // The mark tells spreadsheets that this is UTF-8.
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 1 << 16, leaveOpen: true);
        await writer.WriteAsync(string.Join(',', Columns.Select(column => column.Name)) + "\r\n").ConfigureAwait(false);
        foreach (var answer in answers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await writer.WriteAsync(string.Join(',', Columns.Select(column => Cell(column.Value(answer)))) + "\r\n").ConfigureAwait(false);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case DateTimeOffset time: json.WriteStringValue(time); break;
            default: throw new InvalidOperationException($"No column may hold a {value.GetType()}.");
        }
    }

    /// <summary>Numbers stand bare; a text is quoted, and one that a spreadsheet would run as a formula starts with an apostrophe.</summary>
    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => $"\"{(IsFormula(text) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)}\"",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"No column may hold a {value.GetType()}."),
    };

    private static bool IsFormula(string text) =>
        text.AsSpan().TrimStart(" \u00a0\ufeff") is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20' or '|' or '%';
}
