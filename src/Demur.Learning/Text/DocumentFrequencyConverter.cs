using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Demur.Learning.Text;

/// <summary>Writes a count as a number and a share as a text such as <c>"0.5 of all"</c>.</summary>
internal sealed class DocumentFrequencyConverter : JsonConverter<DocumentFrequency>
{
    private const string Unit = " of all";

    public override DocumentFrequency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count) && count >= 0)
        {
            return DocumentFrequency.Count(count);
        }

        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return text.EndsWith(Unit, StringComparison.Ordinal)
            && double.TryParse(text[..^Unit.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            && share is >= 0 and <= 1
            ? DocumentFrequency.Fraction(share)
            : throw new JsonException("A document frequency is a count such as 2 or a share such as \"0.5 of all\".");
    }

    public override void Write(Utf8JsonWriter writer, DocumentFrequency value, JsonSerializerOptions options)
    {
        if (value.IsFraction)
        {
            writer.WriteStringValue(value.Value.ToString("R", CultureInfo.InvariantCulture) + Unit);
        }
        else
        {
            writer.WriteNumberValue((int)value.Value);
        }
    }
}
