using System.Text;
using System.Text.Json;
using Demur.Decisions;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>Cuts at single characters of a class: white space, digits, punctuation.</summary>
internal sealed class CharacterPretokenizer : IPretokenizer
{
    private readonly Predicate<Rune> _matches;
    private readonly SplitBehavior _behavior;
    private readonly Action<Utf8JsonWriter> _write;

    private CharacterPretokenizer(Predicate<Rune> matches, SplitBehavior behavior, Action<Utf8JsonWriter> write)
    {
        _matches = matches;
        _behavior = behavior;
        _write = write;
    }

    public static CharacterPretokenizer WhiteSpace() =>
        new(Characters.IsWhiteSpace, SplitBehavior.Removed, writer => writer.WriteString("type", "WhitespaceSplit"));

    public static CharacterPretokenizer Digits(bool individual) =>
        new(Characters.IsNumeric, individual ? SplitBehavior.Isolated : SplitBehavior.Contiguous, writer =>
        {
            writer.WriteString("type", "Digits");
            writer.WriteBoolean("individual_digits", individual);
        });

    public static CharacterPretokenizer Punctuation(SplitBehavior behavior) => new(Characters.IsPunctuation, behavior, writer =>
    {
        writer.WriteString("type", "Punctuation");
        writer.WriteString("behavior", behavior.ToString());
    });

    public void Split(PieceList pieces)
    {
        var matches = new List<TextSpan>();
        pieces.Cut((piece, parts) =>
        {
            matches.Clear();
            var text = pieces.Text.Text.AsSpan(0, piece.End);
            for (var i = piece.Start; i < piece.End;)
            {
                var rune = Characters.At(text, i, out var width);
                if (_matches(rune))
                {
                    matches.Add(new TextSpan(i, width));
                }

                i += width;
            }

            Splitter.Split(piece, matches, _behavior, invert: false, parts);
        });
    }

    public void Write(Utf8JsonWriter writer) => _write(writer);
}
