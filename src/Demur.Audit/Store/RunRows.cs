using System.Globalization;
using System.Text.Json;
using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Exchanges;
using Microsoft.Data.Sqlite;

namespace Demur.Audit.Store;

/// <summary>Reads and writes what concerns the run as a whole.</summary>
internal static class RunRows
{
    private const string InfoKey = "info";

    /// <summary>The stored run, or null in a new file.</summary>
    public static RunInfo? ReadInfo(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM run WHERE key = $key";
        command.Parameters.AddWithValue("$key", InfoKey);
        return command.ExecuteScalar() is string json ? JsonSerializer.Deserialize(json, RunJsonContext.Default.RunInfo) : null;
    }

    /// <summary>Stores the run's description.</summary>
    public static void SaveInfo(SqliteConnection connection, RunInfo info)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO run (key, value) VALUES ($key, $value)";
        command.Parameters.AddWithValue("$key", InfoKey);
        command.Parameters.AddWithValue("$value", JsonSerializer.Serialize(info, RunJsonContext.Default.RunInfo));
        command.ExecuteNonQuery();
    }

    /// <summary>Lists the answers without their texts.</summary>
    public static IReadOnlyList<StoredAnswer> List(SqliteConnection connection)
    {
        var answers = new List<StoredAnswer>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT suite, prompt, sample, outcome, attempts, cost, labeler, label FROM answer";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            answers.Add(new StoredAnswer(
                new AnswerKey(row.GetString(0), row.GetString(1), row.GetInt32(2)),
                Enum.Parse<ExchangeOutcome>(row.GetString(3)),
                row.GetInt32(4),
                row.IsDBNull(5) ? null : decimal.Parse(row.GetString(5), CultureInfo.InvariantCulture),
                row.IsDBNull(6) ? null : row.GetString(6),
                !row.IsDBNull(7) && row.GetString(7) == ResponseDecision.Refusal));
        }

        return answers;
    }

    /// <summary>Reads the run with all its answers.</summary>
    public static Run Read(SqliteConnection connection, string place)
    {
        var info = ReadInfo(connection) ?? throw RunSchema.Nothing(place);
        var prompts = PromptColumns.ReadAll(connection);
        var answers = new List<LabelledAnswer>();
        var labeler = "none";
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is made of constants.
        command.CommandText = $"""
            SELECT {AnswerColumns.Selection} FROM answer a
            JOIN prompt p ON p.suite = a.suite AND p.id = a.prompt
            ORDER BY p.place, a.sample
            """;
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            answers.Add(AnswerColumns.Read(row, prompts[(row.GetString(0), row.GetString(1))]));
            labeler = row.IsDBNull(14) ? labeler : row.GetString(14);
        }

        return new Run(info, answers, labeler);
    }
}
