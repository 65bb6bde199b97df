using System.Buffers;
using System.Globalization;
using System.Text;

namespace Demur.Learning.Text.Internal;

/// <summary>Lower-cases text as Python's <c>str.lower</c> does, and knows Python's word characters and white space.</summary>
internal static class TextFolding
{
    private const char DottedCapitalI = '\u0130';
    private const char CapitalSigma = '\u03A3';
    private const char SmallSigma = '\u03C3';
    private const char FinalSigma = '\u03C2';

    // The characters of Unicode's Case_Ignorable that are not so by their category.
    private static readonly SearchValues<char> IgnorablePunctuation =
        SearchValues.Create("'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A");

    /// <summary>The most characters that a lower-cased text can have.</summary>
    public static int MaxLength(int sourceLength) => checked(sourceLength * 2);

    /// <summary>Lower-cases a text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="target">At least <see cref="MaxLength"/> characters.</param>
    /// <param name="origins">For each character written, the index in the source that it comes from; empty when not wanted.</param>
    /// <returns>The number of characters written.</returns>
    public static int Lower(ReadOnlySpan<char> source, Span<char> target, Span<int> origins)
    {
        var read = 0;
        var written = 0;
        while (read < source.Length)
        {
            Ascii.ToLower(source[read..], target[written..], out var plain);
            for (var i = 0; i < plain && origins.Length > 0; i++)
            {
                origins[written + i] = read + i;
            }

            read += plain;
            written += plain;
            if (read < source.Length)
            {
                read += LowerOne(source, read, target, origins, ref written);
            }
        }

        return written;
    }

    /// <summary>Copies a text without changing its case.</summary>
    public static int Copy(ReadOnlySpan<char> source, Span<char> target, Span<int> origins)
    {
        source.CopyTo(target);
        for (var i = 0; i < source.Length && origins.Length > 0; i++)
        {
            origins[i] = i;
        }

        return source.Length;
    }

    /// <summary>Whether a character matches Python's <c>\w</c>: a letter, a number of any kind, or the underscore.</summary>
    public static bool IsWord(Rune rune) => rune.Value == '_' || IsWordCategory(Rune.GetUnicodeCategory(rune));

    /// <summary>Whether a UTF-16 unit that is no surrogate matches Python's <c>\w</c>.</summary>
    public static bool IsWord(char character) =>
        character < 128 ? char.IsAsciiLetterOrDigit(character) || character == '_' : IsWordCategory(char.GetUnicodeCategory(character));

    /// <summary>Whether a character matches Python's <c>\s</c>: .NET's white space and the four information separators.</summary>
    public static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\u001C' and <= '\u001F';

    private static int LowerOne(ReadOnlySpan<char> source, int read, Span<char> target, Span<int> origins, ref int written)
    {
        Mark(origins, written, read);
        var character = source[read];
        if (character == DottedCapitalI)
        {
            Mark(origins, written + 1, read);
            target[written++] = 'i';
            target[written++] = '\u0307';
            return 1;
        }

        if (character == CapitalSigma)
        {
            target[written++] = IsFinal(source, read) ? FinalSigma : SmallSigma;
            return 1;
        }

        if (Rune.DecodeFromUtf16(source[read..], out var rune, out var length) == OperationStatus.Done && length == 2)
        {
            Mark(origins, written + 1, read + 1);
            Rune.ToLowerInvariant(rune).EncodeToUtf16(target[written..]);
            written += 2;
            return 2;
        }

        target[written++] = char.ToLowerInvariant(character);
        return 1;
    }

    private static void Mark(Span<int> origins, int written, int read)
    {
        if (origins.Length > 0)
        {
            origins[written] = read;
        }
    }

    private static bool IsWordCategory(UnicodeCategory category) => category
        is <= UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.LetterNumber
        or UnicodeCategory.OtherNumber;

    /// <summary>A sigma ends a word when a cased letter precedes it and none follows, both past what is ignorable.</summary>
    private static bool IsFinal(ReadOnlySpan<char> source, int position)
    {
        var before = source[..position];
        while (Rune.DecodeLastFromUtf16(before, out var rune, out var length) == OperationStatus.Done)
        {
            if (!IsCaseIgnorable(rune))
            {
                return IsCased(rune) && !IsFollowedByCased(source[(position + 1)..]);
            }

            before = before[..^length];
        }

        return false;
    }

    private static bool IsFollowedByCased(ReadOnlySpan<char> after)
    {
        while (Rune.DecodeFromUtf16(after, out var rune, out var length) == OperationStatus.Done)
        {
            if (!IsCaseIgnorable(rune))
            {
                return IsCased(rune);
            }

            after = after[length..];
        }

        return false;
    }

    private static bool IsCaseIgnorable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || (rune.IsBmp && IgnorablePunctuation.Contains((char)rune.Value));

    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
