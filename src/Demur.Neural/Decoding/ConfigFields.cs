using System.Text.Json;
using System.Text.Json.Nodes;

namespace Demur.Neural.Decoding;

/// <summary>Typed fields of a configuration; every fault names the file, the field, what was found and what was expected.</summary>
internal sealed class ConfigFields(JsonObject json, string source)
{
    public bool Has(string name) => json.TryGetPropertyValue(name, out var node) && node is not null;

    public int Int(string name, int? fallback = null, int least = 1, int most = 1 << 24)
    {
        if (!Has(name))
        {
            return fallback ?? throw Missing(name, "a whole number");
        }

        var value = Number(name);
        if (value != Math.Floor(value) || value < least || value > most)
        {
            throw Wrong(name, $"a whole number from {least} to {most}");
        }

        return (int)value;
    }

    public int? IntOrNull(string name, int least = 0) => Has(name) ? Int(name, least: least, most: int.MaxValue) : null;

    public double Real(string name, double? fallback = null)
    {
        if (!Has(name))
        {
            return fallback ?? throw Missing(name, "a number");
        }

        var value = Number(name);
        return double.IsFinite(value) && value >= 0 ? value : throw Wrong(name, "a finite number that is not negative");
    }

    public double? RealOrNull(string name) => Has(name) ? Real(name) : null;

    public bool Flag(string name, bool fallback) =>
        !Has(name) ? fallback
        : json[name]!.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? json[name]!.GetValue<bool>()
        : throw Wrong(name, "true or false");

    public string? Text(string name) =>
        !Has(name) ? null
        : json[name]!.GetValueKind() == JsonValueKind.String ? json[name]!.GetValue<string>()
        : throw Wrong(name, "a string");

    public ConfigFields? Object(string name) =>
        !Has(name) ? null
        : json[name] is JsonObject inner ? new ConfigFields(inner, $"{source}: {name}")
        : throw Wrong(name, "an object");

    public IReadOnlyList<string>? Texts(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var array = json[name] as JsonArray ?? throw Wrong(name, "a list of strings");
        return [.. array.Select(item => item?.GetValueKind() == JsonValueKind.String ? item.GetValue<string>() : throw Wrong(name, "a list of strings"))];
    }

    public IReadOnlyList<int> Ints(string name)
    {
        if (!Has(name))
        {
            return [];
        }

        if (json[name] is not JsonArray array)
        {
            return [Int(name, least: 0, most: int.MaxValue)];
        }

        return [.. array.Select(item =>
            item?.GetValueKind() == JsonValueKind.Number && item.AsValue().TryGetValue<int>(out var value) && value >= 0
                ? value
                : throw Wrong(name, "a list of whole numbers"))];
    }

    public DemurException Wrong(string name, string expected) =>
        new(ErrorCode.BadInput, $"{source}: {name} is {Shown(name)}, expected {expected}.");

    public DemurException Refuse(string sentence) => new(ErrorCode.BadInput, $"{source}: {sentence}");

    private DemurException Missing(string name, string expected) =>
        new(ErrorCode.BadInput, $"{source}: {name} is missing, expected {expected}. Is this the configuration of a language model?");

    private double Number(string name)
    {
        var node = json[name]!;
        if (node.GetValueKind() == JsonValueKind.Number)
        {
            var value = node.AsValue();
            if (value.TryGetValue<double>(out var real))
            {
                return real;
            }

            if (value.TryGetValue<int>(out var whole))
            {
                return whole;
            }

            if (value.TryGetValue<long>(out var wide))
            {
                return wide;
            }
        }

        throw Wrong(name, "a number");
    }

    private string Shown(string name)
    {
        var text = json[name]?.ToJsonString() ?? "null";
        return text.Length > 60 ? text[..60] + "..." : text;
    }
}
