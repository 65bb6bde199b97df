using System.Text.Json;

namespace Demur.Data.Internal;

/// <summary>The members of one JSON object.</summary>
internal sealed class JsonFields(JsonElement json) : RowFields
{
    public override IReadOnlyList<string> Columns => field ??= [.. json.EnumerateObject().Select(property => property.Name)];

    public override FieldValue Find(string name, string location)
    {
        if (json.TryGetProperty(name, out var exact))
        {
            return FieldValue.Of(exact);
        }

        string? near = null;
        foreach (var column in Columns)
        {
            if (column.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                near = near is null ? column : throw Ambiguous(name, [$"'{near}'", $"'{column}'"], location);
            }
        }

        return near is null ? FieldValue.Missing : FieldValue.Of(json.GetProperty(near));
    }

    public override string? FindScalar(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) ? FieldValue.Of(value).ToText() : null;
}
