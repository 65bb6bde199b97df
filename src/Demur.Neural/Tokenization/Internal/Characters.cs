using System.Globalization;
using System.Text;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>What tokenizers ask of a character.</summary>
internal static class Characters
{
    public static bool IsWhiteSpace(Rune rune) => Rune.IsWhiteSpace(rune);

    public static bool IsNumeric(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Punctuation, counting all of ASCII's signs such as <c>$ + &lt; ^</c>, which Unicode calls symbols.</summary>
    public static bool IsPunctuation(Rune rune) =>
        rune.IsAscii ? char.IsPunctuation((char)rune.Value) || char.IsSymbol((char)rune.Value) : Rune.IsPunctuation(rune);

    /// <summary>Letters, marks, digits, connectors and joiners: what makes up a word.</summary>
    public static bool IsWord(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune)
        is <= UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;

    /// <summary>The character at a place; half a surrogate pair reads as U+FFFD.</summary>
    public static Rune At(ReadOnlySpan<char> text, int index, out int width)
    {
        var first = text[index];
        if (!char.IsSurrogate(first))
        {
            width = 1;
            return new Rune(first);
        }

        Rune.DecodeFromUtf16(text[index..], out var rune, out width);
        return rune;
    }
}
