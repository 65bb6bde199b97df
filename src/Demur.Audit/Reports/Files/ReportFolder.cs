using Demur.Audit.Store;

namespace Demur.Audit.Reports.Files;

/// <summary>Keeps a report from replacing files of the same names that no report wrote, such as the very log that is audited.</summary>
internal static class ReportFolder
{
    /// <summary>The rows that programs read.</summary>
    public const string Rows = "answers.jsonl";

    /// <summary>The same rows for spreadsheets.</summary>
    public const string Sheet = "answers.csv";

    /// <summary>Every figure.</summary>
    public const string FigureFile = "report.json";

    private const int Opening = 200; // where our own figures say what they are

    /// <summary>Refuses a folder that holds such files and neither a run nor an earlier report.</summary>
    /// <param name="directory">The folder; it need not be there.</param>
    /// <exception cref="DemurException">It holds one.</exception>
    public static void Check(string directory)
    {
        string[] names = [Rows, Sheet, FigureFile, AuditReport.PageName];
        if (Array.Find(names, name => File.Exists(Path.Combine(directory, name))) is { } found && !File.Exists(Path.Combine(directory, SqliteRunStore.FileName)) && !HoldsReport(directory))
        {
            throw new DemurException(
                ErrorCode.Conflict,
                $"{Path.Combine(directory, found)} was not written by an audit, and this one would replace it; choose another folder (--out), or move the file.");
        }
    }

    private static bool HoldsReport(string directory)
    {
        try
        {
            using var reader = new StreamReader(Path.Combine(directory, FigureFile));
            var opening = new char[Opening];
            return opening.AsSpan(0, reader.ReadBlock(opening)).Contains("\"schemaVersion\"", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
