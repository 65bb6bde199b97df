namespace Demur.Data;

/// <summary>How separated values are written.</summary>
public sealed record CsvWriterOptions
{
    /// <summary>The defaults: commas, no mark, values as they are.</summary>
    public static CsvWriterOptions Default { get; } = new();

    /// <summary>The separator; a comma by default.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>
    /// Whether a person will open the file in a spreadsheet; false by default. Then a byte order mark tells that it is UTF-8, and a text that the
    /// spreadsheet would run as a formula starts with an apostrophe, so that a model's answer cannot reach into the reader's machine. Numbers stay numbers.
    /// </summary>
    public bool ForSpreadsheets { get; init; }
}
