using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;

namespace Demur.Data.Internal;

/// <summary>
/// Reads separated values under a header row, by RFC 4180: fields in double quotes may hold separators and line breaks, quotes are doubled. A quote
/// inside an unquoted field is taken as it is, because the row stays unambiguous.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private const int BufferLength = 1 << 15;

    private readonly RowOrigin _origin;
    private readonly MarkingTextReader _reader;
    private readonly CsvParser _parser;
    private long _row = -1;
    private long _nextLine = 1;
    private long _rowStart;
    private bool _hasOpenQuote;

    private CsvRows(DataSource source, RowOrigin origin)
    {
        _origin = origin;
        _reader = new MarkingTextReader(source.Content, origin.Options.MaxRowBytes + (2L * BufferLength), () => _rowStart, () => TooLong(_nextLine));
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Separator(source, origin.Options).ToString(),
            BadDataFound = found => _hasOpenQuote |= found.Field.StartsWith('"'),
            BufferSize = BufferLength,
        };
        _parser = new CsvParser(_reader, configuration, leaveOpen: true);
    }

    public static async IAsyncEnumerable<DataRow> ReadAsync(DataSource source, RowOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var rows = new CsvRows(source, origin);
        if (!await rows._parser.ReadAsync().ConfigureAwait(false))
        {
            yield break;
        }

        var header = rows.ReadHeader();
        while (await rows._parser.ReadAsync().ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.ReadRow(header) is { } row)
            {
                yield return row;
            }
        }
    }

    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    /// <summary>The caller's separator, a tab for TSV, else the one that the header uses: a comma, or failing that the most frequent of semicolon, tab and bar.</summary>
    private static char Separator(DataSource source, DataFileOptions options)
    {
        if (options.Delimiter is { } chosen)
        {
            return chosen;
        }

        if (source.Format == DataFormat.Tsv)
        {
            return '\t';
        }

        var start = source.Content.Peeked;
        var end = start.IndexOf((byte)'\n');
        var header = (end < 0 ? start : start[..end]).ToArray();
        return header.Contains((byte)',') ? ',' : ";\t|".MaxBy(candidate => header.Count(value => value == candidate)) is var best && header.Contains((byte)best) ? best : ',';
    }

    private ColumnIndex ReadHeader()
    {
        var names = ReadFields();
        if (FindFault(names, names.Length) is { } problem)
        {
            throw new DemurException(ErrorCode.BadInput, $"{_origin.File}:{StartLine(names)}: in the header, {problem}");
        }

        MoveOn();
        return new ColumnIndex(names);
    }

    private DataRow? ReadRow(ColumnIndex header)
    {
        _row++;
        var values = ReadFields();
        var line = StartLine(values);
        var problem = _parser.CharCount - _rowStart > _origin.Options.MaxRowBytes ? TooLongProblem() : FindFault(values, header.Names.Count);
        MoveOn();
        if (problem is null)
        {
            return new DataRow(_origin, _row, line, new TextFields(header, values));
        }

        _origin.Fault(_row, line, column: null, problem);
        return null;
    }

    private string[] ReadFields()
    {
        _hasOpenQuote = false;
        var values = new string[_parser.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _parser[i];
        }

        return values;
    }

    private string? FindFault(string[] values, int expected)
    {
        if (_hasOpenQuote)
        {
            return "a field starts with a quote that is not closed, or goes on after the closing quote; double the quotes inside a quoted field.";
        }

        if (values.Length != expected)
        {
            return $"the row has {values.Length} fields where the header has {expected}; quote fields that hold the separator.";
        }

        var marked = Array.FindIndex(values, value => value.Contains(Utf8Text.Marker, StringComparison.Ordinal));
        return marked < 0 ? null : $"field {marked + 1} holds bytes that are not UTF-8; save the file as UTF-8.";
    }

    /// <summary>The parser knows the line on which a record ends; the line breaks inside its fields lead back to its start.</summary>
    private long StartLine(string[] values)
    {
        var line = (long)_parser.RawRow;
        foreach (var value in values)
        {
            line -= CountBreaks(value);
        }

        return Math.Max(line, _nextLine);
    }

    private static int CountBreaks(ReadOnlySpan<char> value)
    {
        var breaks = value.Count('\n');
        for (var carriage = value.IndexOf('\r'); carriage >= 0;)
        {
            breaks += carriage + 1 < value.Length && value[carriage + 1] == '\n' ? 0 : 1;
            var next = value[(carriage + 1)..].IndexOf('\r');
            carriage = next < 0 ? -1 : carriage + 1 + next;
        }

        return breaks;
    }

    private void MoveOn()
    {
        _nextLine = _parser.RawRow + 1L;
        _rowStart = _parser.CharCount;
    }

    private DemurException TooLong(long line) => new(ErrorCode.BadInput, $"{_origin.File}:{line}: {TooLongProblem()}");

    private string TooLongProblem() =>
        $"the row is longer than {_origin.Options.MaxRowBytes} characters, the most that is read; look for a quote that is not closed, or split the row.";
}
