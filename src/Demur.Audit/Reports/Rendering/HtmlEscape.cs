using System.Buffers;
using System.Globalization;
using System.Text;

namespace Demur.Audit.Reports.Rendering;

/// <summary>
/// Escapes text for element content and quoted attributes. Characters that would reorder or hide what surrounds them (bidirectional overrides,
/// control characters) are written out as <c>[U+202E]</c>, so that a hostile answer cannot make a page read other than it is.
/// </summary>
internal static class HtmlEscape
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. "&<>\"'\r\u007f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff", .. Controls()]);

    public static void Append(StringBuilder builder, string? text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Special) is >= 0 and var at)
        {
            builder.Append(rest[..at]);
            AppendSpecial(builder, rest[at]);
            rest = rest[(at + 1)..];
        }

        builder.Append(rest);
    }

    public static string Of(string? text)
    {
        var builder = new StringBuilder();
        Append(builder, text);
        return builder.ToString();
    }

    private static void AppendSpecial(StringBuilder builder, char character) => _ = character switch
    {
        '&' => builder.Append("&amp;"),
        '<' => builder.Append("&lt;"),
        '>' => builder.Append("&gt;"),
        '"' => builder.Append("&quot;"),
        '\'' => builder.Append("&#39;"),
        '\r' => builder,
        _ => builder.Append(CultureInfo.InvariantCulture, $"[U+{(int)character:X4}]"),
    };

    private static IEnumerable<char> Controls() =>
        Enumerable.Range(0, 32).Select(code => (char)code).Where(character => character is not ('\n' or '\t' or '\r'));
}
