namespace Demur.Learning.Tables.Internal;

/// <summary>Which cells count as missing: null and white space everywhere, and in columns of numbers and names the words that other tools write for it.</summary>
internal static class MissingValues
{
    private const int ShownLength = 40;
    private static readonly string[] Words = ["NA", "N/A", "null", "?"];

    public static bool IsMissing(string? text, ColumnKind kind) =>
        string.IsNullOrWhiteSpace(text) || (kind != ColumnKind.Text && Words.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase));

    public static string? TextOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>A value short enough for an error, without line breaks.</summary>
    public static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= ShownLength ? line : string.Concat(line.AsSpan(0, ShownLength), "…");
    }
}
