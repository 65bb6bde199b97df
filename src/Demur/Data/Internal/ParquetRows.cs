using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;

namespace Demur.Data.Internal;

/// <summary>Reads Parquet one row group at a time. Nested columns are named when they are asked for; the flat ones beside them can be used.</summary>
internal static class ParquetRows
{
    public static async IAsyncEnumerable<DataRow> ReadAsync(PeekStream content, RowOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = await SeekableCopy.OfAsync(content, origin, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            var reader = await OpenAsync(file.Stream, origin, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var index = new ColumnIndex([.. reader.Schema.Fields.Select(field => field.Name)]);
                var row = 0L;
                for (var group = 0; group < reader.RowGroupCount; group++)
                {
                    var columns = await ReadGroupAsync(reader, group, origin, cancellationToken).ConfigureAwait(false);
                    for (var i = 0; i < columns.RowCount; i++, row++)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        yield return new DataRow(origin, row, line: null, new ParquetFields(index, columns.Columns, i));
                    }
                }
            }
        }
    }

    private static async Task<ParquetReader> OpenAsync(Stream stream, RowOrigin origin, CancellationToken cancellationToken)
    {
        ParquetReader? reader = null;
        try
        {
            reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken).ConfigureAwait(false);

            // The schema is made when it is first asked for; a damaged one fails here, where it can be named.
            return reader.Schema.Fields.Count > 0 ? reader : throw new InvalidDataException("it has no columns");
        }
        catch (Exception error) when (IsDataFault(error))
        {
            if (reader is not null)
            {
                await reader.DisposeAsync().ConfigureAwait(false);
            }

            throw Damaged(origin, "its footer cannot be read", error);
        }
    }

    private static async Task<(ParquetColumn[] Columns, int RowCount)> ReadGroupAsync(
        ParquetReader reader,
        int group,
        RowOrigin origin,
        CancellationToken cancellationToken)
    {
        try
        {
            using var rows = reader.OpenRowGroupReader(group);
            Check(rows, group, origin);
            var columns = new ParquetColumn[reader.Schema.Fields.Count];
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i] = reader.Schema.Fields[i] is DataField { IsArray: false } field
                    ? await ParquetColumn.ReadAsync(rows, field, cancellationToken).ConfigureAwait(false)
                    : ParquetColumn.Nested(reader.Schema.Fields[i]);
            }

            return (columns, (int)rows.RowCount);
        }
        catch (Exception error) when (IsDataFault(error))
        {
            throw Damaged(origin, $"row group {group} cannot be read", error);
        }
    }

    private static void Check(ParquetRowGroupReader rows, int group, RowOrigin origin)
    {
        var limit = origin.Options.MaxRowGroupBytes;
        var bytes = Math.Max(rows.RowGroup.TotalByteSize, rows.RowGroup.Columns.Sum(column => column.MetaData?.TotalUncompressedSize ?? 0));
        if (bytes > limit || bytes < 0 || rows.RowCount < 0 || rows.RowCount > Array.MaxLength || rows.RowCount > limit)
        {
            throw new DemurException(
                ErrorCode.BadInput,
                $"{origin.File}: row group {group} declares {rows.RowCount} rows in {bytes} bytes, more than the {limit} bytes allowed; write smaller row groups or raise MaxRowGroupBytes.");
        }
    }

    /// <summary>The reader's own ways to fail on a damaged file; it does not wrap them, so anything but our errors, cancellation and a failing disk counts.</summary>
    private static bool IsDataFault(Exception error) =>
        error is not (DemurException or OperationCanceledException or OutOfMemoryException or UnauthorizedAccessException);

    private static DemurException Damaged(RowOrigin origin, string problem, Exception error) =>
        new(ErrorCode.BadInput, $"{origin.File}: not a Parquet file, or a damaged one: {problem} ({FieldText.Shorten(error.Message)}). Write it again.", error);
}
