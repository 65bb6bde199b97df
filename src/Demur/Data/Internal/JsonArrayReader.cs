using System.Runtime.CompilerServices;

namespace Demur.Data.Internal;

/// <summary>Reads the elements of one JSON array, or of the one array that an object holds, one at a time.</summary>
internal static class JsonArrayReader
{
    public static async IAsyncEnumerable<DataRow> ReadAsync(Stream stream, RowOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var elements = new JsonElementScanner(stream, origin);
        var row = -1L;
        while (await elements.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            row++;
            if (Parse(elements, row, origin) is { } fields)
            {
                yield return new DataRow(origin, row, elements.Line, fields);
            }
        }
    }

    private static RowFields? Parse(JsonElementScanner elements, long row, RowOrigin origin)
    {
        var bytes = elements.Element.Span;
        if (JsonRows.TryParse(bytes, out var fields, out var fault))
        {
            return fields;
        }

        var before = bytes[..fault.Offset];
        var line = elements.Line + before.Count((byte)'\n');
        var start = before.LastIndexOf((byte)'\n') + 1;
        var column = start == 0 ? elements.Column + Utf8Text.ColumnOf(bytes, fault.Offset) - 1 : Utf8Text.ColumnOf(bytes[start..], fault.Offset - start);
        origin.Fault(row, line, column, fault.Problem);
        return null;
    }
}
