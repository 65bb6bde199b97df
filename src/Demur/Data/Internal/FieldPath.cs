using System.Globalization;
using System.Text.Json;

namespace Demur.Data.Internal;

/// <summary>Finds a column by name or, failing that, by a dotted path into nested JSON. Numbers in a path index arrays.</summary>
internal static class FieldPath
{
    public static FieldValue Find(RowFields fields, string path, string location)
    {
        var whole = fields.Find(path, location);
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (whole.Exists || dot < 1)
        {
            return whole;
        }

        var root = fields.Find(path[..dot], location);
        return root.Exists && root.AsJson() is { } json ? Walk(json, path.AsSpan(dot + 1)) : FieldValue.Missing;
    }

    private static FieldValue Walk(JsonElement json, ReadOnlySpan<char> path)
    {
        foreach (var range in path.Split('.'))
        {
            if (!TryStep(ref json, path[range]))
            {
                return FieldValue.Missing;
            }
        }

        return FieldValue.Of(json);
    }

    private static bool TryStep(ref JsonElement json, ReadOnlySpan<char> step)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            if (!int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= json.GetArrayLength())
            {
                return false;
            }

            json = json[index];
            return true;
        }

        return json.ValueKind == JsonValueKind.Object && TryProperty(ref json, step);
    }

    private static bool TryProperty(ref JsonElement json, ReadOnlySpan<char> name)
    {
        if (json.TryGetProperty(name, out var exact))
        {
            json = exact;
            return true;
        }

        foreach (var property in json.EnumerateObject())
        {
            if (name.Equals(property.Name, StringComparison.OrdinalIgnoreCase))
            {
                json = property.Value;
                return true;
            }
        }

        return false;
    }
}
