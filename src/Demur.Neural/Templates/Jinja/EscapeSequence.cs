using System.Globalization;
using System.Text;

namespace Demur.Neural.Templates.Jinja;

/// <summary>What a backslash means in a template's strings: what it means in Python; an unknown escape stands for itself.</summary>
internal static class EscapeSequence
{
    /// <summary>Reads the escape whose letter stands at a place.</summary>
    /// <returns>The place of its last character, or null where digits are missing or name no character.</returns>
    public static int? Read(string source, int position, StringBuilder text)
    {
        var kind = source[position];
        var digits = kind switch
        {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if (digits > 0)
        {
            return ReadCode(source, position, digits, text);
        }

        text.Append(kind switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            'a' => "\a",
            '0' => "\0",
            '\n' => "",
            '\\' or '\'' or '"' => kind.ToString(),
            _ => "\\" + kind,
        });
        return position;
    }

    private static int? ReadCode(string source, int position, int digits, StringBuilder text)
    {
        if (position + digits >= source.Length
            || !int.TryParse(source.AsSpan(position + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > 0x10FFFF)
        {
            return null;
        }

        text.Append(code > 0xFFFF ? char.ConvertFromUtf32(code) : ((char)code).ToString());
        return position + digits;
    }
}
