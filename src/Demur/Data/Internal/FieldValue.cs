using System.Text.Json;

namespace Demur.Data.Internal;

/// <summary>One value: absent, null, a text, or a piece of JSON.</summary>
internal readonly struct FieldValue
{
    private readonly string? _text;
    private readonly JsonElement _json;

    private FieldValue(bool exists, string? text, JsonElement json)
    {
        Exists = exists;
        _text = text;
        _json = json;
    }

    public static FieldValue Missing => default;

    public bool Exists { get; }

    public static FieldValue Of(string? text) => new(exists: true, text, default);

    public static FieldValue Of(JsonElement json) => new(exists: true, text: null, json);

    /// <summary>The value as text: strings as they are, other JSON as written, null for null and for absent.</summary>
    public string? ToText() => _json.ValueKind switch
    {
        JsonValueKind.Undefined => _text,
        JsonValueKind.Null => null,
        JsonValueKind.String => _json.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => _json.GetRawText(),
    };

    /// <summary>The value as an object or array, also when a text cell holds one; null when it is neither.</summary>
    public JsonElement? AsJson()
    {
        if (_json.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            return _json;
        }

        var text = ToText().AsSpan().Trim();
        if (text.IsEmpty || text[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(LoneSurrogates.Replace(text), JsonRows.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
