using System.Numerics;

namespace Demur.Data.Internal;

/// <summary>
/// Replaces escapes that stand for half a character (<c>\ud83d</c> without its other half) by U+FFFD. Logs that cut a text in the middle of an emoji
/// hold them; the JSON reader takes them as valid, and throws when the text is asked for.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Gives JSON in which every escape stands for a character; what is there keeps its place, so that errors point at the same bytes.</summary>
    /// <param name="json">UTF-8 or UTF-16 JSON, or something broken.</param>
    /// <returns>The same text when nothing had to be replaced, else a copy.</returns>
    public static ReadOnlySpan<T> Replace<T>(ReadOnlySpan<T> json)
        where T : unmanaged, IBinaryInteger<T>
    {
        T[]? copy = null;
        for (var at = NextEscape(json, 0); at >= 0; at = NextEscape(json, at))
        {
            var length = LengthOf(json, at, out var isLone);
            if (isLone)
            {
                copy ??= json.ToArray();
                Write(copy.AsSpan(at + 2));
            }

            at += length;
        }

        return copy ?? json;
    }

    private static int NextEscape<T>(ReadOnlySpan<T> json, int from)
        where T : unmanaged, IBinaryInteger<T>
    {
        var found = from >= json.Length ? -1 : json[from..].IndexOf(T.CreateTruncating('\\'));
        return found < 0 ? -1 : from + found;
    }

    private static int LengthOf<T>(ReadOnlySpan<T> json, int at, out bool isLone)
        where T : unmanaged, IBinaryInteger<T>
    {
        isLone = false;
        if (CodeAt(json, at) is not { } code)
        {
            return 2;
        }

        var isPair = char.IsHighSurrogate(code) && CodeAt(json, at + EscapeLength) is { } next && char.IsLowSurrogate(next);
        isLone = char.IsSurrogate(code) && !isPair;
        return isPair ? 2 * EscapeLength : EscapeLength;
    }

    /// <summary>What an escape of the form \uXXXX stands for; null where there is none.</summary>
    private static char? CodeAt<T>(ReadOnlySpan<T> json, int at)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (at + EscapeLength > json.Length || json[at] != T.CreateTruncating('\\') || json[at + 1] != T.CreateTruncating('u'))
        {
            return null;
        }

        var code = 0;
        foreach (var digit in json.Slice(at + 2, 4))
        {
            var letter = int.CreateTruncating(digit);
            if (!char.IsAsciiHexDigit((char)letter))
            {
                return null;
            }

            code = (code * 16) + (letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10);
        }

        return (char)code;
    }

    private static void Write<T>(Span<T> digits)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < 4; i++)
        {
            digits[i] = T.CreateTruncating("fffd"[i]);
        }
    }
}
