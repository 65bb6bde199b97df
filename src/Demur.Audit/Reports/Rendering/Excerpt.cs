namespace Demur.Audit.Reports.Rendering;

/// <summary>The beginning of a text on one line.</summary>
internal static class Excerpt
{
    public static string Of(string text, int longest)
    {
        var length = ExchangeView.CutLength(text, Math.Min(longest, text.Length + 1));
        var line = string.Join(' ', text[..length].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return length < text.Length ? line + "\u2026" : line;
    }
}
