namespace Demur.Data.Internal;

/// <summary>Keeps spreadsheets from taking text for a formula.</summary>
internal static class SpreadsheetText
{
    /// <summary>Puts an apostrophe in front of what a spreadsheet would run, blanks in front and full-width signs included, and drops zero characters, which end cells early.</summary>
    public static string Disarm(string text)
    {
        var whole = text.Replace("\0", "", StringComparison.Ordinal);
        return IsFormula(whole) ? "'" + whole : whole;
    }

    private static bool IsFormula(string text) => text.AsSpan().TrimStart(" \u00A0\uFEFF") is
        ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20' or '|' or '%', ..];
}
