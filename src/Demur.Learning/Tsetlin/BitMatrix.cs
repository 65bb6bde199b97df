using System.Numerics;
using Demur.Learning.Sparse;

namespace Demur.Learning.Tsetlin;

/// <summary>An immutable table of bits, one row for each example and one column for each feature, packed into 64-bit words. Thread-safe.</summary>
public sealed class BitMatrix
{
    private readonly ulong[] _words; // [row, word]

    private BitMatrix(int rows, int columns, ulong[] words)
    {
        RowCount = rows;
        ColumnCount = columns;
        WordsPerRow = WordsFor(columns);
        _words = words;
    }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>The number of 64-bit words a row takes; bits past the last column are 0.</summary>
    public int WordsPerRow { get; }

    /// <summary>The bit of a row and a column.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    public bool this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, ColumnCount);
            return (Row(row)[column >> 6] >> column & 1) != 0;
        }
    }

    /// <summary>The words of one row, lowest column in the lowest bit of the first.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>A view of <see cref="WordsPerRow"/> words.</returns>
    public ReadOnlySpan<ulong> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        return _words.AsSpan(row * WordsPerRow, WordsPerRow);
    }

    /// <summary>Counts the ones of a row.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The number of columns that are 1.</returns>
    public int CountOnes(int row)
    {
        var count = 0;
        foreach (var word in Row(row))
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Makes a table by asking for every bit.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="bit">Says whether the bit of a row and a column is 1.</param>
    /// <returns>The table.</returns>
    public static BitMatrix Create(int rows, int columns, Func<int, int, bool> bit)
    {
        ArgumentNullException.ThrowIfNull(bit);
        var matrix = Empty(rows, columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (bit(row, column))
                {
                    matrix.Set(row, column);
                }
            }
        }

        return matrix;
    }

    /// <summary>Makes a table of rows of truth values.</summary>
    /// <param name="rows">The rows, all of one length.</param>
    /// <returns>The table.</returns>
    /// <exception cref="DemurException">A row has another length than the first.</exception>
    public static BitMatrix FromRows(IReadOnlyList<bool[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var columns = rows.Count == 0 ? 0 : rows[0].Length;
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length != columns)
            {
                throw new DemurException($"Row {row} has {rows[row].Length} bits, the first row {columns}; all rows must be equally long.");
            }
        }

        return Create(rows.Count, columns, (row, column) => rows[row][column]);
    }

    /// <summary>Makes a table of which values of a sparse matrix are not zero: for texts, which n-grams are present.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <returns>The table, of the same size.</returns>
    public static BitMatrix FromPresence(SparseMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var bits = Empty(matrix.RowCount, matrix.ColumnCount);
        for (var row = 0; row < matrix.RowCount; row++)
        {
            var values = matrix.Row(row);
            for (var i = 0; i < values.Count; i++)
            {
                if (values.Values[i] != 0)
                {
                    bits.Set(row, values.Indices[i]);
                }
            }
        }

        return bits;
    }

    /// <summary>Chooses rows.</summary>
    /// <param name="rows">The rows, in the order wanted; one may be chosen more than once.</param>
    /// <returns>The new table.</returns>
    public BitMatrix SelectRows(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var chosen = Empty(rows.Count, ColumnCount);
        for (var i = 0; i < rows.Count; i++)
        {
            Row(rows[i]).CopyTo(chosen._words.AsSpan(i * WordsPerRow));
        }

        return chosen;
    }

    /// <summary>Chooses columns.</summary>
    /// <param name="columns">The columns, in the order wanted.</param>
    /// <returns>The new table.</returns>
    public BitMatrix SelectColumns(IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return Create(RowCount, columns.Count, (row, column) => this[row, columns[column]]);
    }

    internal static int WordsFor(int columns) => (columns + 63) / 64;

    internal static BitMatrix Empty(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        var words = (long)rows * WordsFor(columns);
        return words <= Array.MaxLength
            ? new BitMatrix(rows, columns, new ulong[words])
            : throw new DemurException($"{rows:N0} rows of {columns:N0} bits do not fit one table; select fewer features, or train on part after part.");
    }

    /// <summary>The words of a row that is still being made.</summary>
    internal Span<ulong> Words(int row) => _words.AsSpan(row * WordsPerRow, WordsPerRow);

    internal void Set(int row, int column) => _words[((long)row * WordsPerRow) + (column >> 6)] |= 1UL << column;
}
