using System.Runtime.CompilerServices;
using Parquet;

namespace Demur.Data.Internal;

/// <summary>Reads Parquet one row group at a time. Nested columns give the JSON that they would be in JSONL.</summary>
internal static class ParquetRows
{
    public static async IAsyncEnumerable<DataRow> ReadAsync(PeekStream content, RowOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = await SeekableCopy.OfAsync(content, origin, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            var (reader, groups) = await OpenAsync(file.Stream, origin, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var row = 0L;
                for (var group = 0; group < reader.RowGroupCount; group++)
                {
                    var (columns, rowCount) = await groups.ReadAsync(group, cancellationToken).ConfigureAwait(false);
                    for (var i = 0; i < rowCount; i++, row++)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        yield return new DataRow(origin, row, line: null, new ParquetFields(groups.Index, columns, i));
                    }
                }
            }
        }
    }

    /// <summary>The reader's own ways to fail on a damaged file; it does not wrap them, so anything but our errors, cancellation and a failing disk counts.</summary>
    public static bool IsDataFault(Exception error) =>
        error is not (DemurException or OperationCanceledException or OutOfMemoryException or UnauthorizedAccessException);

    public static DemurException Damaged(RowOrigin origin, string problem, Exception error) =>
        new(ErrorCode.BadInput, $"{origin.File}: not a Parquet file, or a damaged one: {problem} ({FieldText.Shorten(error.Message)}). Write it again.", error);

    private static async Task<(ParquetReader Reader, ParquetGroups Groups)> OpenAsync(Stream stream, RowOrigin origin, CancellationToken cancellationToken)
    {
        ParquetReader? reader = null;
        try
        {
            await ParquetFooter.CheckAsync(stream, cancellationToken).ConfigureAwait(false);
            reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken).ConfigureAwait(false);

            // A damaged schema fails here, where it can be named.
            var shape = ParquetShape.Of(reader.Metadata!.Schema);
            return shape.Columns.Count > 0 ? (reader, new ParquetGroups(reader, shape, origin)) : throw new InvalidDataException("it has no columns");
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
}
