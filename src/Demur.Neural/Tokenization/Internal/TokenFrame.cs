using System.Text.Json;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>The tokens that a tokenizer puts before and after a single text.</summary>
internal sealed record TokenFrame(IReadOnlyList<int> Before, IReadOnlyList<int> After)
{
    public static TokenFrame None { get; } = new([], []);

    /// <summary>Reads the <c>post_processor</c> of a tokenizer file; rules that only trim offsets have no effect.</summary>
    public static TokenFrame Read(JsonField field, int depth = 0)
    {
        var type = field.Text("type");
        return type switch
        {
            "TemplateProcessing" => ReadTemplate(field),
            "ByteLevel" => None,
            "Sequence" when depth < 16 => field.Required("processors").Items().Aggregate(None, (frame, item) => frame.Around(Read(item, depth + 1))),
            "BertProcessing" or "RobertaProcessing" => new TokenFrame([Id(field.Required("cls"))], [Id(field.Required("sep"))]),
            "Sequence" => throw field.Error("nests sequences more than 16 deep"),
            _ => throw field.Error($"has type '{type}', which is not known; known are TemplateProcessing, ByteLevel, Sequence, BertProcessing and RobertaProcessing"),
        };
    }

    public void Write(Utf8JsonWriter writer, Func<int, string> textOf)
    {
        writer.WriteString("type", "TemplateProcessing");
        writer.WriteStartArray("single");
        WritePieces(writer, Before, textOf);
        WriteSequence(writer, "A", 0);
        WritePieces(writer, After, textOf);
        writer.WriteEndArray();
        writer.WriteStartArray("pair");
        WritePieces(writer, Before, textOf);
        WriteSequence(writer, "A", 0);
        WriteSequence(writer, "B", 1);
        WritePieces(writer, After, textOf);
        writer.WriteEndArray();
        writer.WriteStartObject("special_tokens");
        foreach (var id in Before.Concat(After).Distinct())
        {
            writer.WriteStartObject(textOf(id));
            writer.WriteString("id", textOf(id));
            writer.WriteStartArray("ids");
            writer.WriteNumberValue(id);
            writer.WriteEndArray();
            writer.WriteStartArray("tokens");
            writer.WriteStringValue(textOf(id));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private TokenFrame Around(TokenFrame other) => new([.. other.Before, .. Before], [.. After, .. other.After]);

    private static int Id(JsonField field)
    {
        var pair = field.Items().ToList();
        return pair.Count == 2 ? pair[1].AsInteger() : throw field.Error("must hold a token and its id");
    }

    private static TokenFrame ReadTemplate(JsonField field)
    {
        var ids = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (name, value) in field.Optional("special_tokens")?.Members() ?? [])
        {
            ids[name] = [.. value.Required("ids").Items().Select(item => item.AsInteger())];
        }

        var (before, after, seen) = (new List<int>(), new List<int>(), false);
        foreach (var piece in field.Required("single").Items())
        {
            if (piece.Optional("Sequence") is not null)
            {
                seen = !seen ? true : throw piece.Error("places the text a second time");
                continue;
            }

            var name = piece.Required("SpecialToken").Text("id");
            (seen ? after : before).AddRange(ids.GetValueOrDefault(name) ?? throw piece.Error($"names the token '{name}', which 'special_tokens' lacks"));
        }

        return seen ? new TokenFrame(before, after) : throw field.Error("never places the text (a Sequence in 'single')");
    }

    private static void WritePieces(Utf8JsonWriter writer, IReadOnlyList<int> ids, Func<int, string> textOf)
    {
        foreach (var id in ids)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("SpecialToken");
            writer.WriteString("id", textOf(id));
            writer.WriteNumber("type_id", 0);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }

    private static void WriteSequence(Utf8JsonWriter writer, string name, int type)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("Sequence");
        writer.WriteString("id", name);
        writer.WriteNumber("type_id", type);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
