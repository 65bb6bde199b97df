using System.Text;
using System.Text.Json;
using Demur.Decisions;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>Keeps runs of word characters and runs of signs, and drops the white space between them.</summary>
internal sealed class WhitespacePretokenizer : IPretokenizer
{
    private enum Kind
    {
        Space,
        Word,
        Sign,
    }

    public void Split(PieceList pieces)
    {
        pieces.Cut((piece, parts) =>
        {
            var text = pieces.Text.Text.AsSpan(0, piece.End);
            var (start, kind) = (piece.Start, Kind.Space);
            for (var i = piece.Start; i < piece.End;)
            {
                var next = KindOf(Characters.At(text, i, out var width));
                if (next != kind)
                {
                    Add(start, i, kind, parts);
                    (start, kind) = (i, next);
                }

                i += width;
            }

            Add(start, piece.End, kind, parts);
        });
    }

    public void Write(Utf8JsonWriter writer) => writer.WriteString("type", "Whitespace");

    private static Kind KindOf(Rune rune) => Characters.IsWhiteSpace(rune) ? Kind.Space : Characters.IsWord(rune) ? Kind.Word : Kind.Sign;

    private static void Add(int start, int end, Kind kind, List<TextSpan> parts)
    {
        if (end > start && kind != Kind.Space)
        {
            parts.Add(new TextSpan(start, end - start));
        }
    }
}
