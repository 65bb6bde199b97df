using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Neural.Tokenization.Decoders;
using Demur.Neural.Tokenization.Models;
using Demur.Neural.Tokenization.Normalizers;
using Demur.Neural.Tokenization.Pretokenizers;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>Reads and writes <c>tokenizer.json</c>.</summary>
internal static class TokenizerFormat
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TokenizerSpec Read(ReadOnlyMemory<byte> json, string name)
    {
        JsonField.RequireUtf8(json, name);
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = new JsonField(document.RootElement, "$", name);
            List<AddedToken> added = [.. (root.Optional("added_tokens")?.Items() ?? []).Select(AddedTokens.Read)];
            var model = ModelFormat.Read(root.Required("model"), [.. added.Where(token => token.IsSpecial).Select(token => token.Id)]);
            return new TokenizerSpec(model, name)
            {
                AddedTokens = added,
                Normalizer = root.Optional("normalizer") is { } normalizer ? NormalizerFormat.Read(normalizer) : null,
                Pretokenizer = root.Optional("pre_tokenizer") is { } pretokenizer ? PretokenizerFormat.Read(pretokenizer) : null,
                Frame = root.Optional("post_processor") is { } frame ? TokenFrame.Read(frame) : TokenFrame.None,
                Decoder = root.Optional("decoder") is { } decoder ? DecoderFormat.Read(decoder) : null,
            };
        }
        catch (JsonException error)
        {
            throw new DemurException($"{name}, line {error.LineNumber + 1}: not valid JSON; expected a tokenizer.json as Hugging Face's tokenizers write it.", error);
        }
    }

    public static void Write(TokenizerSpec spec, AddedTokens added, Func<int, string> textOf, Stream output)
    {
        using var writer = new Utf8JsonWriter(output, Indented);
        writer.WriteStartObject();
        writer.WriteString("version", "1.0");
        writer.WriteNull("truncation");
        writer.WriteNull("padding");
        added.Write(writer);
        WritePart(writer, "normalizer", spec.Normalizer is null ? null : spec.Normalizer.Write);
        WritePart(writer, "pre_tokenizer", spec.Pretokenizer is null ? null : spec.Pretokenizer.Write);
        WritePart(writer, "post_processor", spec.Frame.Before.Count + spec.Frame.After.Count == 0 ? null : part => spec.Frame.Write(part, textOf));
        WritePart(writer, "decoder", spec.Decoder is null ? null : spec.Decoder.Write);
        WritePart(writer, "model", spec.Model.Write);
        writer.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter writer, string name, Action<Utf8JsonWriter>? write)
    {
        if (write is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        write(writer);
        writer.WriteEndObject();
    }
}
