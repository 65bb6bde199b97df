namespace Demur.Cli.Rendering;

/// <summary>Text of others that is safe to print: without the control characters that move a cursor, recolour a terminal or break a table.</summary>
internal static class PlainText
{
    /// <summary>A sentence as it is, line breaks too, without other control characters.</summary>
    public static string Printable(string text) => Keep(text, keepsLines: true);

    /// <summary>A text for one cell of a line: line breaks and tabs become spaces.</summary>
    public static string InLine(string text) => Keep(text.ReplaceLineEndings(" "), keepsLines: false);

    /// <summary>A text as one line of words, with one space between them.</summary>
    public static string OneLine(string text) => string.Join(' ', InLine(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Keep(string text, bool keepsLines) =>
        string.Concat(text.Select(letter => letter == '\t' ? ' ' : letter).Where(letter => !char.IsControl(letter) || (keepsLines && letter == '\n')));
}
