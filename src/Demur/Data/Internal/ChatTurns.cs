using System.Text.Json;
using Demur.Exchanges;

namespace Demur.Data.Internal;

/// <summary>Reads conversations: turns of <c>role</c> and <c>content</c> (text, null or OpenAI content parts), or of <c>from</c> and <c>value</c>.</summary>
internal static class ChatTurns
{
    public static IReadOnlyList<ChatTurn> Read(JsonElement json, Func<string, DemurException> error)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw error("expected an array of turns with role and content, found an object.");
        }

        var turns = new List<ChatTurn>(json.GetArrayLength());
        foreach (var turn in json.EnumerateArray())
        {
            var role = turn.ValueKind == JsonValueKind.Object ? Text(turn, "role") ?? Text(turn, "from") : null;
            if (role is null)
            {
                throw error($"turn {turns.Count} has no role; expected an object with role and content.");
            }

            turns.Add(new ChatTurn(ReadRole(role, turns.Count, error), ReadContent(turn)));
        }

        return turns;
    }

    /// <summary>The text of a turn: its content, or what it says in refusal of an answer.</summary>
    public static string ReadContent(JsonElement turn)
    {
        var text = turn.TryGetProperty("content", out var content) || turn.TryGetProperty("value", out content) ? ReadParts(content) : "";
        return text.Length == 0 ? Text(turn, "refusal") ?? "" : text;
    }

    private static string ReadParts(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Join('\n', content.EnumerateArray().Select(ReadPart)),
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => content.GetRawText(),
    };

    private static string ReadPart(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.String => part.GetString()!,
        JsonValueKind.Object => Text(part, "text") ?? Text(part, "refusal") ?? $"[{Text(part, "type") ?? "part"}]",
        _ => part.GetRawText(),
    };

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ChatRole ReadRole(string role, int turn, Func<string, DemurException> error) => role.ToLowerInvariant() switch
    {
        "system" or "developer" => ChatRole.System,
        "user" or "human" => ChatRole.User,
        "assistant" or "gpt" or "model" => ChatRole.Assistant,
        "tool" or "function" => ChatRole.Tool,
        _ => throw error($"turn {turn} has the role '{FieldText.Shorten(role)}'; expected system, developer, user, assistant or tool."),
    };
}
