using System.Text.Json;
using Demur.Suites;
using Microsoft.Data.Sqlite;

namespace Demur.Audit.Store;

/// <summary>Writes prompts to the table <c>prompt</c> and reads them back, so that a run is complete without its suites' files.</summary>
internal static class PromptColumns
{
    /// <summary>Stores every prompt of the suites; identifiers that are already there get the new category and expected stance.</summary>
    public static void Save(SqliteConnection connection, IReadOnlyList<Suite> suites)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT OR REPLACE INTO prompt (suite, id, place, text, category, expected, pair, language, before, tags)
            VALUES ($suite, $id, $place, $text, $category, $expected, $pair, $language, $before, $tags)
            """;
        foreach (var name in (string[])["$suite", "$id", "$place", "$text", "$category", "$expected", "$pair", "$language", "$before", "$tags"])
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        var place = 0;
        foreach (var suite in suites)
        {
            foreach (var prompt in suite.Prompts)
            {
                Save(command, suite.Name, prompt, place++);
            }
        }

        transaction.Commit();
    }

    /// <summary>Reads all prompts, by suite and identifier.</summary>
    public static Dictionary<(string Suite, string Id), SuitePrompt> ReadAll(SqliteConnection connection)
    {
        var prompts = new Dictionary<(string, string), SuitePrompt>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT suite, id, text, category, expected, pair, language, before, tags FROM prompt";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            prompts.Add((row.GetString(0), row.GetString(1)), new SuitePrompt
            {
                Id = row.GetString(1),
                Text = row.GetString(2),
                Category = row.GetString(3),
                Expected = Enum.Parse<ExpectedStance>(row.GetString(4)),
                PairId = row.IsDBNull(5) ? null : row.GetString(5),
                Language = row.GetString(6),
                Before = row.IsDBNull(7) ? [] : JsonSerializer.Deserialize(row.GetString(7), RunJsonContext.Default.IReadOnlyListChatTurn)!,
                Tags = row.IsDBNull(8) ? [] : JsonSerializer.Deserialize(row.GetString(8), RunJsonContext.Default.IReadOnlyListString)!,
            });
        }

        return prompts;
    }

    private static void Save(SqliteCommand command, string suite, SuitePrompt prompt, int place)
    {
        object?[] values =
        [
            suite, prompt.Id, place, prompt.Text, prompt.Category, prompt.Expected.ToString(), prompt.PairId, prompt.Language,
            prompt.Before.Count == 0 ? null : JsonSerializer.Serialize(prompt.Before, RunJsonContext.Default.IReadOnlyListChatTurn),
            prompt.Tags.Count == 0 ? null : JsonSerializer.Serialize(prompt.Tags, RunJsonContext.Default.IReadOnlyListString),
        ];
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
