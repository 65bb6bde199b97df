using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Demur.Data;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Audit.Suites;

/// <summary>A suite's prompt as a row of a user's file holds it, under whatever names the row's column map allows.</summary>
internal static class PromptRow
{
    // The names under which benchmarks keep the prompt, the most specific first.
    private static readonly string[] TextColumns = ["text", "prompt", "question", "instruction", "goal"];

    public static SuitePrompt Read(DataRow row, SuiteReaderOptions options)
    {
        var (text, before) = Ask(row);
        return new SuitePrompt
        {
            Id = Filled(row, "id") ?? IdOf(text, before),
            Text = text,
            Before = before,
            Category = Filled(row, "category") ?? options.Category,
            Expected = Filled(row, "expected") is { } word ? StanceWords.Read(word, row.Location) : options.Expected,
            PairId = Filled(row, "pairId") ?? Filled(row, "pair_id"),
            Language = Filled(row, "language") ?? "en",
            Tags = Tags(row),
        };
    }

    private static (string Text, IReadOnlyList<ChatTurn> Before) Ask(DataRow row)
    {
        var column = TextColumns.FirstOrDefault(row.Has);
        if (column is null && row.FindTurns("messages") is { } turns)
        {
            return turns is [.., { Role: ChatRole.User } last]
                ? (last.Text, [.. turns.Take(turns.Count - 1)])
                : throw row.Error("messages", "the conversation does not end with the user; a suite's prompt is the user's last turn.");
        }

        var text = row.GetString(column ?? TextColumns[0]);
        return string.IsNullOrWhiteSpace(text)
            ? throw row.Error(column!, "is empty; write what is asked or remove the row.")
            : (text, row.FindTurns("before") ?? []);
    }

    private static string? Filled(DataRow row, string column) => row.FindString(column) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static string[] Tags(DataRow row)
    {
        if (Filled(row, "tags") is not { } text)
        {
            return [];
        }

        if (text[0] != '[')
        {
            return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        try
        {
            return JsonSerializer.Deserialize(text, SuiteJsonContext.Default.StringArray) ?? [];
        }
        catch (JsonException error)
        {
            throw row.Error("tags", $"is no JSON array of words ({error.Message}); write [\"a\", \"b\"] or a, b.");
        }
    }

    /// <summary>An id that survives another order of rows: the first twelve hexadecimal digits of SHA-256 over what is asked.</summary>
    private static string IdOf(string text, IReadOnlyList<ChatTurn> before)
    {
        var asked = string.Join('\u001e', before.Select(turn => $"{turn.Role}\u001f{turn.Text}").Append(text));
        return "p-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)))[..12];
    }
}
