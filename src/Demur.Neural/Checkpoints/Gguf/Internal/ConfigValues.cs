using System.Text.Json;
using System.Text.Json.Nodes;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>Values of a <c>config.json</c> by name and type; <c>null</c> counts as absent.</summary>
internal sealed class ConfigValues(JsonObject json)
{
    internal string? Text(string name) => Value(name, JsonValueKind.String)?.GetValue<string>();

    internal bool? Flag(string name) => Get(name) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw Wrong(name, "true or false"),
    };

    internal double? Real(string name) => Value(name, JsonValueKind.Number) is not { } value ? null
        : double.TryParse(value.ToJsonString(), out var number) && double.IsFinite(number) ? number
        : throw Wrong(name, "a finite number");

    internal int? Int(string name) => Value(name, JsonValueKind.Number) is not { } value ? null
        : int.TryParse(value.ToJsonString(), out var number) && number >= 0 ? number
        : throw Wrong(name, "a whole number from 0 to 2147483647");

    internal int Needed(string name) => Int(name) ?? throw new DemurException($"The configuration has no {name}, which a GGUF file must state.");

    internal ConfigValues? Object(string name) => Get(name) switch
    {
        null => null,
        JsonObject value => new ConfigValues(value),
        _ => throw Wrong(name, "an object"),
    };

    internal bool IsEmptyList(string name) => Get(name) is null or JsonArray { Count: 0 };

    private JsonNode? Get(string name) => json[name];

    private JsonValue? Value(string name, JsonValueKind kind) => Get(name) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == kind => value,
        _ => throw Wrong(name, $"a {kind}"),
    };

    private static DemurException Wrong(string name, string expected) => new($"The configuration's {name} is not what was expected: {expected}.");
}
