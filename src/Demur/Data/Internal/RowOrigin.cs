namespace Demur.Data.Internal;

/// <summary>What all rows of one reading share: the file's name, the caller's options, and where broken rows go.</summary>
internal sealed class RowOrigin(string file, DataFileOptions options)
{
    public string File { get; } = file;

    public DataFileOptions Options { get; } = options;

    public ColumnMap Columns => Options.Columns;

    public DataReadReport Report { get; } = options.Report ?? new DataReadReport();

    public string Locate(long row, long? line) => line is { } number ? $"{File}:{number}" : $"{File}, row {row}";

    /// <summary>Stops with the fault, or counts it, as the caller chose.</summary>
    public void Fault(long row, long? line, long? column, string problem)
    {
        var place = column is { } number ? $"{Locate(row, line)}:{number}" : Locate(row, line);
        Skip(row, line, new DemurException(ErrorCode.BadInput, $"{place}: {problem}"));
    }

    public void Skip(long row, long? line, DemurException error)
    {
        if (Options.BrokenRows == BrokenRowPolicy.Stop)
        {
            throw error;
        }

        Report.Skip(new BrokenRow(row, line, error.Message));
    }
}
