using System.Globalization;
using System.Text.Json;
using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Decisions;
using Demur.Exchanges;
using Demur.Suites;
using Microsoft.Data.Sqlite;

namespace Demur.Audit.Store;

/// <summary>Writes answers to the table <c>answer</c> and reads them back, through one prepared statement each.</summary>
internal static class AnswerColumns
{
    private static readonly string[] Names =
    [
        "suite", "prompt", "sample", "outcome", "response", "full_length", "finish_reason", "error", "answered_at", "latency_ms", "input_tokens",
        "output_tokens", "cost", "attempts", "labeler", "label", "score", "stance", "kind", "onset_start", "onset_length", "evidence",
    ];

    /// <summary>Prepares the statement that stores one answer, in place of an earlier one of the same key.</summary>
    public static SqliteCommand PrepareSave(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is made of this class's constants.
        command.CommandText = $"INSERT OR REPLACE INTO answer ({string.Join(", ", Names)}) VALUES ({string.Join(", ", Names.Select(name => "$" + name))})";
#pragma warning restore CA2100
        foreach (var name in Names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "$" + name });
        }

        return command;
    }

    /// <summary>Stores one answer.</summary>
    public static void Save(SqliteCommand command, LabelledAnswer labelled, string labeler)
    {
        var (answer, decision) = (labelled.Answer, labelled.Decision);
        object?[] values =
        [
            answer.Suite, answer.Prompt.Id, answer.Sample, answer.Outcome.ToString(), answer.Response, answer.FullLength, answer.FinishReason, answer.Error,
            answer.AnsweredAt?.ToString("O", CultureInfo.InvariantCulture), answer.Latency?.TotalMilliseconds, answer.InputTokens, answer.OutputTokens,
            answer.Cost?.ToString(CultureInfo.InvariantCulture), answer.Attempts, labeler, decision?.Label, decision?.Score, decision?.Stance?.ToString(),
            decision?.Kind?.ToString(), decision?.Onset?.Start, decision?.Onset?.Length,
            decision is { Evidence.Items.Count: > 0 } ? JsonSerializer.Serialize(decision.Evidence.Items, RunJsonContext.Default.IReadOnlyListEvidenceItem) : null,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    /// <summary>The columns to select for <see cref="Read"/>, of a table or alias <c>a</c>.</summary>
    public static string Selection { get; } = string.Join(", ", Names.Select(name => "a." + name));

    /// <summary>Reads the current row.</summary>
    public static LabelledAnswer Read(SqliteDataReader row, SuitePrompt prompt)
    {
        var answer = new AnswerRecord
        {
            Suite = row.GetString(0),
            Prompt = prompt,
            Sample = row.GetInt32(2),
            Outcome = Enum.Parse<ExchangeOutcome>(row.GetString(3)),
            Response = row.GetString(4),
            FullLength = Number(row, 5),
            FinishReason = Text(row, 6),
            Error = Text(row, 7),
            AnsweredAt = Text(row, 8) is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null,
            Latency = row.IsDBNull(9) ? null : TimeSpan.FromMilliseconds(row.GetDouble(9)),
            InputTokens = Number(row, 10),
            OutputTokens = Number(row, 11),
            Cost = Text(row, 12) is { } cost ? decimal.Parse(cost, CultureInfo.InvariantCulture) : null,
            Attempts = row.GetInt32(13),
        };
        return new LabelledAnswer(answer, Decision(row));
    }

    private static ResponseDecision? Decision(SqliteDataReader row) => Text(row, 15) is not { } label ? null : new ResponseDecision
    {
        Label = label,
        Score = row.GetDouble(16),
        Stance = Text(row, 17) is { } stance ? Enum.Parse<Stance>(stance) : null,
        Kind = Text(row, 18) is { } kind ? Enum.Parse<RefusalKind>(kind) : null,
        Onset = row.IsDBNull(19) ? null : new TextSpan(row.GetInt32(19), row.GetInt32(20)),
        Evidence = Text(row, 21) is { } items ? new Evidence(JsonSerializer.Deserialize(items, RunJsonContext.Default.IReadOnlyListEvidenceItem)!) : Evidence.None,
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
