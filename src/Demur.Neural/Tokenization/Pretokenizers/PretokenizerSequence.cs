using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>Several cutters, each working on the pieces of the one before.</summary>
internal sealed class PretokenizerSequence(IReadOnlyList<IPretokenizer> steps) : IPretokenizer
{
    /// <summary>The regular expression that the first step cuts at, where it is one.</summary>
    public string? Source => steps.Count > 0 && steps[0] is SplitPretokenizer first ? first.Source : null;

    public void Split(PieceList pieces)
    {
        foreach (var step in steps)
        {
            step.Split(pieces);
        }
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "Sequence");
        writer.WriteStartArray("pretokenizers");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            step.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
