using System.Text.Json;
using System.Text.Unicode;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>A value of a JSON file together with the place where it stands, so that every complaint can name it.</summary>
internal readonly record struct JsonField(JsonElement Value, string Path, string File)
{
    /// <summary>Refuses a file whose bytes are no text, before anything of it is read.</summary>
    public static void RequireUtf8(ReadOnlyMemory<byte> json, string file)
    {
        if (!Utf8.IsValid(json.Span))
        {
            throw new DemurException($"{file}: not valid UTF-8; expected JSON text.");
        }
    }

    /// <summary>The member of an object, or null where it is absent or <c>null</c>.</summary>
    public JsonField? Optional(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        var value = Value;
        var member = Decode(() => value.TryGetProperty(name, out var found) ? found : default);
        return member.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : new JsonField(member, $"{Path}.{name}", File);
    }

    public JsonField Required(string name) => Optional(name) ?? throw Error($"has no '{name}'");

    public string Text(string name) => Required(name).AsText();

    public string? TextOrNull(string name) => Optional(name)?.AsText();

    public bool Flag(string name, bool fallback) => Optional(name) is { } field ? field.AsFlag() : fallback;

    public int Integer(string name, int fallback) => Optional(name) is { } field ? field.AsInteger() : fallback;

    public IEnumerable<JsonField> Items()
    {
        Expect(JsonValueKind.Array, "a list");
        return Enumerate(this);

        static IEnumerable<JsonField> Enumerate(JsonField list)
        {
            var index = 0;
            foreach (var item in list.Value.EnumerateArray())
            {
                yield return new JsonField(item, $"{list.Path}[{index++}]", list.File);
            }
        }
    }

    public IEnumerable<(string Name, JsonField Value)> Members()
    {
        Expect(JsonValueKind.Object, "an object");
        return Enumerate(this);

        static IEnumerable<(string Name, JsonField Value)> Enumerate(JsonField parent)
        {
            foreach (var member in parent.Value.EnumerateObject())
            {
                yield return (parent.Decode(() => member.Name), new JsonField(member.Value, $"{parent.Path}.*", parent.File));
            }
        }
    }

    public string AsText()
    {
        Expect(JsonValueKind.String, "a string");
        var value = Value;
        return Decode(() => value.GetString()!);
    }

    public bool AsFlag() => Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Error($"is {Describe()}; expected true or false"),
    };

    public int AsInteger() => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number)
        ? number
        : throw Error($"is {Describe()}; expected a whole number");

    public double AsNumber()
    {
        var number = double.NaN;
        return Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out number) && double.IsFinite(number)
            ? number
            : throw Error($"is {Describe()}; expected a finite number");
    }

    public DemurException Error(string problem, Exception? cause = null) => new($"{File}: '{Path}' {problem}.", cause);

    public void Expect(JsonValueKind kind, string what)
    {
        if (Value.ValueKind != kind)
        {
            throw Error($"is {Describe()}; expected {what}");
        }
    }

    /// <summary>Text of a JSON file may hold halves of surrogate pairs as escapes; such a file is broken, not we.</summary>
    private T Decode<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException error)
        {
            throw Error("holds text that is not valid Unicode", error);
        }
    }

    private string Describe() => Value.ValueKind switch
    {
        JsonValueKind.Undefined => "missing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Value.GetRawText() is { Length: > 40 } text ? text[..40] + "…" : Value.GetRawText(),
    };
}
