using System.Text.Json;
using Demur.Decisions;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>SentencePiece's cutter: spaces become a visible sign that opens the word after it.</summary>
internal sealed class MetaspacePretokenizer(char replacement, PrependScheme scheme, bool split) : IPretokenizer
{
    private readonly TextPattern _sign = TextPattern.OfText(replacement.ToString());

    public void Split(PieceList pieces)
    {
        if (scheme == PrependScheme.Never)
        {
            pieces.Respell(pieces.Text.Text.Replace(' ', replacement));
        }
        else
        {
            Prepend(pieces);
        }

        if (split)
        {
            var matches = new List<TextSpan>();
            pieces.Cut((piece, parts) =>
            {
                matches.Clear();
                _sign.Match(pieces.Text.Text, piece, matches);
                Splitter.Split(piece, matches, SplitBehavior.MergedWithNext, invert: false, parts);
            });
        }
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "Metaspace");
        writer.WriteString("replacement", replacement.ToString());
        writer.WriteString("prepend_scheme", scheme.ToString().ToLowerInvariant());
        writer.WriteBoolean("split", split);
    }

    private void Prepend(PieceList pieces)
    {
        var text = pieces.Text;
        pieces.Rewrite((piece, builder) =>
        {
            var opens = piece.Length > 0 && (text.Text[piece.Start] == ' ' || text.Text[piece.Start] == replacement);
            if (!opens && piece.Length > 0 && (scheme == PrependScheme.Always || text.StartOf(piece.Start) == 0))
            {
                builder.Replace(replacement, piece.Start, piece.Start);
            }

            for (var i = piece.Start; i < piece.End; i++)
            {
                if (text.Text[i] == ' ')
                {
                    builder.Replace(replacement, i, i + 1);
                }
                else
                {
                    builder.Keep(i);
                }
            }
        });
    }
}
