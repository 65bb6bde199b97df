using System.Runtime.CompilerServices;

namespace Demur.Data.Internal;

/// <summary>Reads one JSON object a line; blank lines are passed over.</summary>
internal static class JsonLinesReader
{
    public static async IAsyncEnumerable<DataRow> ReadAsync(Stream stream, RowOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new LineReader(stream, origin.Options.MaxRowBytes);
        var row = -1L;
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!lines.IsTooLong && lines.Line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            row++;
            if (Parse(lines, row, origin) is { } fields)
            {
                yield return new DataRow(origin, row, lines.Number, fields);
            }
        }
    }

    private static RowFields? Parse(LineReader lines, long row, RowOrigin origin)
    {
        if (lines.IsTooLong)
        {
            origin.Fault(row, lines.Number, column: null, $"the line is longer than {origin.Options.MaxRowBytes} bytes, the most that is read; split it.");
            return null;
        }

        var line = lines.Line.Span;
        if (JsonRows.TryParse(line, out var fields, out var fault))
        {
            return fields;
        }

        origin.Fault(row, lines.Number, Utf8Text.ColumnOf(line, fault.Offset), fault.Problem + Hint(line, row));
        return null;
    }

    private static string Hint(ReadOnlySpan<byte> line, long row) => row == 0 && line.Trim(" \t\r"u8) is [(byte)'['] or [(byte)'{']
        ? " One JSON object a line was expected; a file that holds one JSON document is read with the format json."
        : "";
}
