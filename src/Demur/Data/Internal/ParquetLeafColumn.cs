using System.Buffers;
using Parquet;

namespace Demur.Data.Internal;

/// <summary>A stored column of one row group: its values, the levels of its entries, and where each row starts.</summary>
internal sealed class ParquetLeafColumn
{
    private readonly byte[]? _definitions;
    private readonly byte[]? _repetitions;
    private readonly int _maxDefinition;
    private int[]? _rowStarts;
    private int[]? _valueStarts;

    private ParquetLeafColumn(ParquetLeaf leaf, ParquetValues values, byte[]? definitions, byte[]? repetitions)
    {
        Values = values;
        _maxDefinition = leaf.MaxDefinition;
        _definitions = definitions;
        _repetitions = repetitions;
    }

    /// <summary>The values that are not null.</summary>
    public ParquetValues Values { get; }

    /// <summary>Reads a column.</summary>
    /// <exception cref="InvalidDataException">It does not hold what the row group declares.</exception>
    public static async ValueTask<ParquetLeafColumn> ReadAsync(ParquetRowGroupReader rows, ParquetLeaf leaf, ParquetLeafField field, CancellationToken cancellationToken)
    {
        var count = (int)(rows.GetMetadata(field)?.MetaData?.NumValues ?? throw new InvalidDataException("it is not there"));
        var definitions = Rent(leaf.MaxDefinition, count);
        var repetitions = Rent(leaf.MaxRepetition, count);
        try
        {
            var values = await ParquetValues.ReadAsync(rows, field, count, definitions?.AsMemory(0, count), repetitions?.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            var column = new ParquetLeafColumn(leaf, values, Pack(definitions, leaf.MaxDefinition, count), Pack(repetitions, leaf.MaxRepetition, count));
            column.FindRows((int)rows.RowCount, count);
            return column;
        }
        finally
        {
            Return(definitions);
            Return(repetitions);
        }
    }

    /// <summary>The first entry of a row.</summary>
    public int StartOf(int row) => _rowStarts is null ? row : _rowStarts[row];

    /// <summary>The position among the values of the first value that a row has.</summary>
    public int ValueStartOf(int row) => _valueStarts is null ? row : _valueStarts[row];

    public int DefinitionAt(int entry) => _definitions is null ? _maxDefinition : _definitions[entry];

    public int RepetitionAt(int entry) => _repetitions is null ? 0 : _repetitions[entry];

    public bool HasValueAt(int entry) => DefinitionAt(entry) == _maxDefinition;

    private void FindRows(int rowCount, int count)
    {
        _rowStarts = _repetitions is null ? null : new int[rowCount + 1];
        _valueStarts = _definitions is null ? null : new int[rowCount + 1];
        var (row, value) = (0, 0);
        for (var entry = 0; entry < count; entry++)
        {
            if (RepetitionAt(entry) == 0)
            {
                Mark(row++, entry, value);
            }
            else if (entry == 0)
            {
                throw new InvalidDataException("it starts in the middle of a row");
            }

            value += HasValueAt(entry) ? 1 : 0;
        }

        Mark(row, count, value);
        if (row != rowCount)
        {
            throw new InvalidDataException($"it holds {row} rows of {rowCount}");
        }
    }

    private void Mark(int row, int entry, int value)
    {
        if (row < _rowStarts?.Length)
        {
            _rowStarts[row] = entry;
        }

        if (row < _valueStarts?.Length)
        {
            _valueStarts[row] = value;
        }
    }

    private static int[]? Rent(int maxLevel, int count)
    {
        if (maxLevel == 0)
        {
            return null;
        }

        var levels = ArrayPool<int>.Shared.Rent(count);
        levels.AsSpan(0, count).Clear();
        return levels;
    }

    private static void Return(int[]? levels)
    {
        if (levels is not null)
        {
            ArrayPool<int>.Shared.Return(levels);
        }
    }

    /// <summary>Levels count the steps of a schema of bounded depth, so a byte holds one.</summary>
    private static byte[]? Pack(int[]? levels, int maxLevel, int count)
    {
        if (levels is null)
        {
            return null;
        }

        var packed = new byte[count];
        for (var i = 0; i < count; i++)
        {
            packed[i] = (uint)levels[i] <= (uint)maxLevel ? (byte)levels[i] : throw new InvalidDataException("it has a level that its schema rules out");
        }

        return packed;
    }
}
