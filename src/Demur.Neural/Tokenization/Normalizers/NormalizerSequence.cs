using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Several normalisers, one after the other.</summary>
internal sealed class NormalizerSequence(IReadOnlyList<ITextNormalizer> steps) : ITextNormalizer
{
    public AlignedText Normalize(AlignedText text) => steps.Aggregate(text, (current, step) => step.Normalize(current));

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "Sequence");
        writer.WriteStartArray("normalizers");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            step.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
