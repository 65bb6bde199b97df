using System.Text;
using System.Text.Json;
using Demur.Decisions;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>GPT-2's cutter: words with the space before them, then every UTF-8 byte written as one printable character.</summary>
internal sealed class ByteLevelPretokenizer(bool addPrefixSpace, bool useRegex, bool trimOffsets) : IPretokenizer
{
    private static readonly TextPattern Words = TextPattern.OfRegex(KnownPatterns.Gpt2, "ByteLevel");

    public void Split(PieceList pieces)
    {
        if (addPrefixSpace)
        {
            AddSpaces(pieces);
        }

        if (useRegex)
        {
            var matches = new List<TextSpan>();
            pieces.Cut((piece, parts) =>
            {
                matches.Clear();
                Words.Match(pieces.Text.Text, piece, matches);
                Splitter.Split(piece, matches, SplitBehavior.Isolated, invert: false, parts);
            });
        }

        if (Ascii.IsValid(pieces.Text.Text))
        {
            // One byte a character: the places stay as they are.
            pieces.Respell(string.Create(pieces.Text.Text.Length, pieces.Text.Text, static (spelled, text) =>
            {
                for (var i = 0; i < spelled.Length; i++)
                {
                    spelled[i] = ByteAlphabet.CharacterOf((byte)text[i]);
                }
            }));
        }
        else
        {
            SpellBytes(pieces);
        }
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "ByteLevel");
        writer.WriteBoolean("add_prefix_space", addPrefixSpace);
        writer.WriteBoolean("trim_offsets", trimOffsets);
        writer.WriteBoolean("use_regex", useRegex);
    }

    private static void AddSpaces(PieceList pieces)
    {
        var text = pieces.Text.Text;
        if (pieces.Pieces.TrueForAll(piece => piece.Length == 0 || text[piece.Start] == ' '))
        {
            return;
        }

        pieces.Rewrite((piece, builder) =>
        {
            if (piece.Length > 0 && text[piece.Start] != ' ')
            {
                builder.Replace(' ', piece.Start, piece.Start);
            }

            builder.Keep(piece.Start, piece.End);
        });
    }

    private static void SpellBytes(PieceList pieces)
    {
        var text = pieces.Text.Text;
        pieces.Rewrite((piece, builder) =>
        {
            Span<byte> bytes = stackalloc byte[4];
            for (var i = piece.Start; i < piece.End;)
            {
                var count = Characters.At(text.AsSpan(0, piece.End), i, out var width).EncodeToUtf8(bytes);
                foreach (var value in bytes[..count])
                {
                    builder.Replace(ByteAlphabet.CharacterOf(value), i, i + width);
                }

                i += width;
            }
        });
    }
}
