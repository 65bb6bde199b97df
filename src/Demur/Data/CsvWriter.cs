using System.Text;
using Demur.Data.Internal;

namespace Demur.Data;

/// <summary>Writes rows as separated values under a header, by RFC 4180: texts in double quotes, lines ended by CR and LF, in UTF-8. Null and an empty text read back alike.</summary>
public sealed class CsvWriter : IRowWriter
{
    private readonly StreamWriter _writer;
    private readonly CsvWriterOptions _options;
    private bool _hasHeader;

    /// <summary>Creates a writer.</summary>
    /// <param name="stream">Where the lines go; it is left open.</param>
    /// <param name="columns">The header, in order; each name once.</param>
    /// <param name="options">How to write; null for the defaults.</param>
    /// <exception cref="DemurException">Two columns share a name.</exception>
    public CsvWriter(Stream stream, IReadOnlyList<string> columns, CsvWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(columns);
        RowValues.RequireDistinct(columns);
        _options = options ?? CsvWriterOptions.Default;
        _writer = new StreamWriter(stream, new UTF8Encoding(_options.ForSpreadsheets), bufferSize: 1 << 14, leaveOpen: true);
        Columns = columns;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RowValues.RequireCount(values, Columns);
        await WriteHeaderAsync().ConfigureAwait(false);
        await WriteLineAsync(values.Select(Cell)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await WriteHeaderAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask WriteHeaderAsync()
    {
        if (!_hasHeader)
        {
            _hasHeader = true;
            await WriteLineAsync(Columns.Select(Name)).ConfigureAwait(false);
        }
    }

    private Task WriteLineAsync(IEnumerable<string> cells)
    {
        var line = string.Join(_options.Delimiter, cells);

        // A single empty cell would be a blank line, which readers pass over.
        return _writer.WriteAsync((line.Length == 0 ? "\"\"" : line) + "\r\n");
    }

    /// <summary>Names of the plain kind stand bare, as people expect of a header.</summary>
    private string Name(string column) =>
        column.Length > 0 && column.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') && column[0] != '-' ? column : Quote(column);

    private string Cell(object? value) => value is string text ? Quote(text) : RowValues.ToText(value);

    private string Quote(string text)
    {
        var shown = _options.ForSpreadsheets ? SpreadsheetText.Disarm(text) : text;
        return $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
