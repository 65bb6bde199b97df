using Parquet;

namespace Demur.Data.Internal;

/// <summary>Reads the columns of a file into memory, one row group at a time.</summary>
internal sealed class ParquetGroups(ParquetReader reader, ParquetShape shape, RowOrigin origin)
{
    // What the levels and the value of an entry take at least while they are read.
    private const int BytesPerValue = 8;

    private readonly ParquetLeafField?[] _fields = [.. shape.Leaves.Select(leaf => ParquetLeafField.Of(reader, leaf))];

    /// <summary>The file's columns by name.</summary>
    public ColumnIndex Index { get; } = new([.. shape.Columns.Select(column => column.Name)]);

    /// <summary>Reads a row group.</summary>
    /// <param name="group">Its number in the file, from 0.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The columns, in file order, and the number of rows.</returns>
    public async Task<(ParquetColumn[] Columns, int RowCount)> ReadAsync(int group, CancellationToken cancellationToken)
    {
        using var rows = reader.OpenRowGroupReader(group);
        Check(rows, group);
        var leaves = new ParquetLeafColumn[_fields.Length];
        var columns = new ParquetColumn[shape.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var node = shape.Columns[i];
            try
            {
                var problem = await ReadLeavesAsync(rows, node, leaves, cancellationToken).ConfigureAwait(false);
                columns[i] = problem is null ? ParquetColumn.Of(node, leaves, origin.Options.MaxRowBytes) : ParquetColumn.Unreadable(node.Name, ErrorCode.Column, problem);
            }
            catch (Exception error) when (ParquetRows.IsDataFault(error) && node.Kind != ParquetNodeKind.Leaf)
            {
                columns[i] = ParquetColumn.Unreadable(node.Name, ErrorCode.BadInput, $"cannot be read in row group {group} ({FieldText.Shorten(error.Message)}): the file is damaged, or written in a way that is not known. Write it again.");
            }
            catch (Exception error) when (ParquetRows.IsDataFault(error))
            {
                throw ParquetRows.Damaged(origin, $"row group {group}, column '{node.Name}' cannot be read", error);
            }
        }

        return (columns, (int)rows.RowCount);
    }

    /// <summary>Reads a column's leaves.</summary>
    /// <returns>Why the column is not to be had; null when it is.</returns>
    private async ValueTask<string?> ReadLeavesAsync(ParquetRowGroupReader rows, ParquetNode node, ParquetLeafColumn[] leaves, CancellationToken cancellationToken)
    {
        for (var i = node.FirstLeaf; i < node.EndLeaf; i++)
        {
            var leaf = shape.Leaves[i];
            if (_fields[i] is not { } field || !ParquetValues.CanRead(field.ClrType))
            {
                var inside = leaf.Path.Count > 1 ? $" in '{string.Join('.', leaf.Path)}'" : "";
                return $"holds values of the Parquet type {TypeOf(leaf)}{inside}, which are not read. Write them as text, or convert the file to JSONL.";
            }

            try
            {
                leaves[i] = await ParquetLeafColumn.ReadAsync(rows, leaf, field, cancellationToken).ConfigureAwait(false);
            }
            catch (NotImplementedException) when (leaf.MaxRepetition > 0)
            {
                // Parquet.Net 6.1 reads no repetition levels from such pages.
                return "holds lists in version 2 data pages, which are not read. Write it with version 1 data pages (pyarrow: data_page_version='1.0'), or convert the file to JSONL.";
            }
            catch (NotSupportedException error)
            {
                return $"is stored in a way that is not read ({FieldText.Shorten(error.Message)}). Write it with other encodings, or convert the file to JSONL.";
            }
        }

        return null;
    }

    private void Check(ParquetRowGroupReader rows, int group)
    {
        var limit = origin.Options.MaxRowGroupBytes;
        var bytes = Math.Max(rows.RowGroup.TotalByteSize, rows.RowGroup.Columns.Sum(column => column.MetaData?.TotalUncompressedSize ?? 0));
        var values = rows.RowGroup.Columns.Select(column => column.MetaData?.NumValues ?? 0).DefaultIfEmpty().Max();
        var isNegative = rows.RowCount < 0 || bytes < 0 || rows.RowGroup.Columns.Any(column => column.MetaData?.NumValues < 0);
        if (isNegative || bytes > limit || Math.Max(rows.RowCount, values) > Math.Min(limit / BytesPerValue, Array.MaxLength))
        {
            throw new DemurException(
                ErrorCode.BadInput,
                $"{origin.File}: row group {group} declares {rows.RowCount} rows in {bytes} bytes, up to {values} values a column, more than the {limit} bytes allowed; write smaller row groups or raise MaxRowGroupBytes.");
        }
    }

    private static string TypeOf(ParquetLeaf leaf) => leaf.Element.ConvertedType?.ToString() ?? (leaf.Element.LogicalType?.FLOAT16 is not null ? "FLOAT16" : leaf.Element.Type.ToString()!);
}
