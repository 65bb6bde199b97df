using System.Globalization;
using System.Text;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>A text in which every character beyond U+FFFF is one unit: a rare character of the same category stands for it, so that .NET's regular expressions, which see surrogates, judge it rightly.</summary>
internal static class ShadowText
{
    // One rarely written character for each Unicode category, in the order of UnicodeCategory; lone surrogates read as U+FFFD.
    private const string StandIns = "\u2C6F\u2C65\u1F88\uA67F\uA000\u0487\uA823\u0488\uA620\uA6E6\uA830\u2028\u2028\u2029\u0085\u2066\uFFFD\uE000\uFE33\u2E17\u2E22\u2E23\u2E02\u2E03\uA4FE\u2A00\u20B0\uA700\uA490\u0378";

    public static bool Needed(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;

    /// <summary>Writes the shadow and, for each of its units and for its end, the place in the text.</summary>
    /// <returns>The number of units written.</returns>
    public static int Cast(ReadOnlySpan<char> text, Span<char> shadow, Span<int> places)
    {
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            var rune = Characters.At(text, i, out var width);
            shadow[count] = rune.IsBmp ? (char)rune.Value : StandIn(rune);
            places[count++] = i;
            i += width;
        }

        places[count] = text.Length;
        return count;
    }

    // Astral ideographs stand as one from the Basic Multilingual Plane, so that scripts hold too.
    private static char StandIn(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        return category == UnicodeCategory.OtherLetter && rune.Value is >= 0x20000 and < 0x40000 ? '\u3400' : StandIns[(int)category];
    }
}
