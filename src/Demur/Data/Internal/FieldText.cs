using System.Globalization;

namespace Demur.Data.Internal;

/// <summary>Reads numbers and truth values from text, by invariant rules.</summary>
internal static class FieldText
{
    public static double? ToDouble(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static bool? ToBoolean(string text)
    {
        var word = text.AsSpan().Trim();
        if (IsAny(word, "true", "yes", "1"))
        {
            return true;
        }

        return IsAny(word, "false", "no", "0") ? false : null;
    }

    /// <summary>A text short enough for an error, without line breaks.</summary>
    public static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= 40 ? line : string.Concat(line.AsSpan(0, 40), "…");
    }

    private static bool IsAny(ReadOnlySpan<char> word, string first, string second, string third) =>
        word.Equals(first, StringComparison.OrdinalIgnoreCase)
        || word.Equals(second, StringComparison.OrdinalIgnoreCase)
        || word.Equals(third, StringComparison.OrdinalIgnoreCase);
}
