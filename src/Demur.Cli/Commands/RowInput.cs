using System.Runtime.CompilerServices;
using Demur.Cli.Hosting;
using Demur.Data;

namespace Demur.Cli.Commands;

/// <summary>The rows that a command works through: from a file or standard input, each turned into what the command needs of it.</summary>
/// <param name="host">The host.</param>
/// <param name="file">The file; <c>-</c> for standard input.</param>
/// <param name="skipsBroken">Whether broken rows are left out.</param>
/// <param name="advice">What to do about a column that is not there.</param>
internal sealed class RowInput(CliHost host, string file, bool skipsBroken, string advice)
{
    private readonly DataReadReport _report = new();

    /// <summary>Reads the rows; at the end it says what was left out.</summary>
    /// <param name="map">Makes what the command needs of a row; an error of it makes the row a broken one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DemurException">The file cannot be read or holds no row, or a row is broken and is not to be left out.</exception>
    public async IAsyncEnumerable<T> ReadAsync<T>(Func<DataRow, T> map, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var options = new DataFileOptions
        {
            StandardInput = host.OpenInput,
            ColumnAdvice = _ => advice,
            BrokenRows = BrokenRows.PolicyOf(skipsBroken),
            Report = _report,
        };
        await foreach (var row in DataFile.ReadAsync(file, options, cancellationToken).ConfigureAwait(false))
        {
            T mapped;
            try
            {
                mapped = map(row);
            }
            catch (DemurException error) when (error.Code is ErrorCode.BadInput or ErrorCode.Column)
            {
                row.Reject(error);
                continue;
            }

            yield return mapped;
        }

        await BrokenRows.TellAsync(host, _report).ConfigureAwait(false);
        if (_report.RowsRead == 0)
        {
            throw new DemurException(ErrorCode.BadInput, Nothing());
        }
    }

    private string Nothing()
    {
        var name = file == DataFile.StandardInput ? "standard input" : file;
        return _report.RowsSkipped > 0
            ? $"{name} holds no rows that can be read."
            : $"{name} holds no rows: one JSON object a line was expected, or CSV with a line of column names before its rows.";
    }
}
