using System.Text.Json;

namespace Demur.Data.Internal;

/// <summary>Parses one record of JSON and says precisely what is wrong with a broken one.</summary>
internal static class JsonRows
{
    /// <summary>The one column of a record that is a bare string.</summary>
    public const string ValueColumn = "value";

    private static readonly ColumnIndex ValueColumns = new([ValueColumn]);

    /// <summary>Strict JSON: two members of one name are an error, because readers disagree on which one counts.</summary>
    public static JsonDocumentOptions Options { get; } = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Reads a record.</summary>
    /// <param name="utf8">The record's bytes.</param>
    /// <param name="fields">The fields, or null when the record is broken.</param>
    /// <param name="fault">What is wrong, and at which byte.</param>
    /// <returns>Whether the record could be read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out RowFields? fields, out JsonFault fault)
    {
        fields = null;
        if (Utf8Text.FindInvalid(utf8) is { } invalid)
        {
            fault = new JsonFault(invalid, $"byte 0x{utf8[invalid]:X2} is not UTF-8; save the file as UTF-8.");
            return false;
        }

        try
        {
            fields = ToFields(JsonElement.Parse(LoneSurrogates.Replace(utf8), Options));
            fault = fields is null ? new JsonFault(0, "expected a JSON object with named fields, found another value.") : default;
            return fields is not null;
        }
        catch (JsonException error)
        {
            fault = new JsonFault((int)Math.Min(utf8.Length, Offset(utf8, error)), "not valid JSON: " + Explain(error));
            return false;
        }
    }

    /// <summary>The parser's reason as a sentence, without its own idea of the position.</summary>
    public static string Explain(JsonException error)
    {
        var message = error.Message;
        foreach (var tail in (ReadOnlySpan<string>)[" LineNumber:", " Path:"])
        {
            var cut = message.IndexOf(tail, StringComparison.Ordinal);
            message = cut < 0 ? message : message[..cut];
        }

        return message;
    }

    private static RowFields? ToFields(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonFields(json),
        JsonValueKind.String => new TextFields(ValueColumns, [json.GetString()]),
        _ => null,
    };

    private static long Offset(ReadOnlySpan<byte> utf8, JsonException error)
    {
        var start = 0;
        for (var line = error.LineNumber ?? 0; line > 0; line--)
        {
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        }

        return start + (error.BytePositionInLine ?? 0);
    }
}
