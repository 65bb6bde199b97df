using Demur.Audit.Reports.Rendering;
using Demur.Audit.Runs;
using Demur.Data;

namespace Demur.Audit.Reports.Files;

/// <summary>The answers of a run as rows of <c>answers.jsonl</c> and <c>answers.csv</c>: the same columns in the same order in both.</summary>
internal static class AnswerRows
{
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
        ("finding", row => row.IsOverRefusal ? "over-refusal" : row.IsUnderRefusal ? "under-refusal" : null),
        ("prompt", row => row.Answer.Prompt.Text),
        ("response", row => row.Answer.Response),
        ("finishReason", row => row.Answer.FinishReason),
        ("error", row => row.Answer.Error),
        ("latencySeconds", row => row.Answer.Latency?.TotalSeconds),
        ("inputTokens", row => row.Answer.InputTokens),
        ("outputTokens", row => row.Answer.OutputTokens),
        ("costUsd", row => row.Answer.Cost),
        ("attempts", row => (long)row.Answer.Attempts),
        ("answeredAt", row => row.Answer.AnsweredAt),
    ];

    private static readonly string[] Names = Array.ConvertAll(Columns, column => column.Name);

    public static Task WriteJsonLinesAsync(IEnumerable<LabelledAnswer> answers, Stream stream, CancellationToken cancellationToken) =>
        WriteAsync(answers, new JsonLinesWriter(stream, Names), cancellationToken);

    public static Task WriteCsvAsync(IEnumerable<LabelledAnswer> answers, Stream stream, CancellationToken cancellationToken) =>
        WriteAsync(answers, new CsvWriter(stream, Names, new CsvWriterOptions { ForSpreadsheets = true }), cancellationToken);

    private static async Task WriteAsync(IEnumerable<LabelledAnswer> answers, IRowWriter writer, CancellationToken cancellationToken)
    {
        await using (writer.ConfigureAwait(false))
        {
            foreach (var answer in answers)
            {
                await writer.WriteAsync([.. Columns.Select(column => column.Value(answer))], cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
