using System.Text.Json;

namespace Demur.Neural.Tokenization.Decoders;

/// <summary>Several decoding rules, one after the other.</summary>
internal sealed class DecoderSequence(IReadOnlyList<ITokenDecoder> rules) : ITokenDecoder
{
    public IEnumerable<IDecodeStep> Start() => rules.SelectMany(rule => rule.Start());

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "Sequence");
        writer.WriteStartArray("decoders");
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            rule.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
