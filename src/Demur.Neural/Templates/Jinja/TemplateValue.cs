using System.Collections;
using System.Text.Json;

namespace Demur.Neural.Templates.Jinja;

/// <summary>Turns the values that a caller gives into those of the template language.</summary>
internal static class TemplateValue
{
    private const int DeepestNesting = 64;

    public static object? From(object? value, string name, int depth = 0)
    {
        if (depth > DeepestNesting)
        {
            throw new DemurException($"The template variable '{name}' nests more than {DeepestNesting} deep.");
        }

        return value switch
        {
            null => null,
            string or bool or long or double or ListValue => value,
            int or short or byte or uint => Convert.ToInt64(value),
            float number => (double)number,
            JsonElement json => FromJson(json, name, depth),
            IReadOnlyDictionary<string, object?> map => Map(map.Select(entry => (entry.Key, entry.Value)), name, depth),
            IEnumerable list => new ListValue([.. list.Cast<object?>().Select(item => From(item, name, depth + 1))]),
            _ => throw new DemurException($"The template variable '{name}' is a {value.GetType().Name}; expected a string, number, boolean, list or mapping from strings."),
        };
    }

    private static MapValue Map(IEnumerable<(string Key, object? Value)> entries, string name, int depth)
    {
        var map = new MapValue();
        foreach (var (key, value) in entries)
        {
            map[key] = From(value, name, depth + 1);
        }

        return map;
    }

    private static object? FromJson(JsonElement json, string name, int depth) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? (object)whole : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => new ListValue([.. json.EnumerateArray().Select(item => From(item, name, depth + 1))]),
        JsonValueKind.Object => Map(json.EnumerateObject().Select(member => (member.Name, (object?)member.Value)), name, depth),
        _ => null,
    };
}
