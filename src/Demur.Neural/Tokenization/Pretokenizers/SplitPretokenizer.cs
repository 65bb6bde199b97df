using System.Text.Json;
using Demur.Decisions;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>Cuts at the matches of a pattern.</summary>
internal sealed class SplitPretokenizer(TextPattern pattern, SplitBehavior behavior, bool invert) : IPretokenizer
{
    public string? Source => pattern.Source;

    public void Split(PieceList pieces)
    {
        var matches = new List<TextSpan>();
        pieces.Cut((piece, parts) =>
        {
            matches.Clear();
            pattern.Match(pieces.Text.Text, piece, matches);
            Splitter.Split(piece, matches, behavior, invert, parts);
        });
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "Split");
        writer.WritePropertyName("pattern");
        pattern.Write(writer);
        writer.WriteString("behavior", behavior.ToString());
        writer.WriteBoolean("invert", invert);
    }
}
