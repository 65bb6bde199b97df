using System.Text.Json;
using System.Text.Json.Nodes;

namespace Demur.Neural.Checkpoints.Internal;

/// <summary>Reads JSON files of strangers: bounded in size and depth.</summary>
internal static class BoundedJson
{
    private const int Deepest = 64;

    /// <summary>Reads a file that holds one object.</summary>
    /// <exception cref="DemurException">The file is too large, too deep, no JSON object, or names a key twice.</exception>
    internal static JsonObject ReadObject(string path, long largest)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > largest)
            {
                throw CheckpointError.Invalid(path, "byte 0", $"the file has {length} bytes; at most {largest} are read.");
            }

            return Parse(path, File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CheckpointError.Unreadable(path, error);
        }
    }

    internal static JsonObject Parse(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            CheckTexts(json);
            var options = new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false };
            return JsonNode.Parse(json, documentOptions: options) as JsonObject
                ?? throw CheckpointError.Invalid(path, "byte 0", "the file holds no JSON object.");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            var place = error is JsonException { LineNumber: { } line } json2 ? $"line {line + 1}, byte {json2.BytePositionInLine + 1}" : "content";
            throw CheckpointError.Invalid(path, place, $"the file is no valid JSON of at most {Deepest} levels without repeated keys.", error);
        }
    }

    // The framework decodes texts when they are asked for; broken ones are found here instead of in the middle of something else.
    private static void CheckTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }
    }
}
