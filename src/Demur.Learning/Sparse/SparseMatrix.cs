namespace Demur.Learning.Sparse;

/// <summary>An immutable matrix in compressed sparse rows: one row for each text, one column for each feature.</summary>
public sealed class SparseMatrix
{
    private readonly int[] _starts; // [RowCount + 1]
    private readonly int[] _indices; // [NonZeroCount], ascending within a row
    private readonly double[] _values; // [NonZeroCount]

    /// <summary>Takes over arrays that are known to be sound.</summary>
    internal SparseMatrix(int[] starts, int[] indices, double[] values, int columnCount)
    {
        _starts = starts;
        _indices = indices;
        _values = values;
        ColumnCount = columnCount;
    }

    /// <summary>The number of rows.</summary>
    public int RowCount => _starts.Length - 1;

    /// <summary>The number of columns, stored or not.</summary>
    public int ColumnCount { get; }

    /// <summary>The number of stored values.</summary>
    public int NonZeroCount => _indices.Length;

    /// <summary>The columns of all stored values, row after row.</summary>
    internal ReadOnlySpan<int> Indices => _indices;

    /// <summary>All stored values, row after row.</summary>
    internal ReadOnlySpan<double> Values => _values;

    /// <summary>A view of one row.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The row's columns and values.</returns>
    public SparseRow Row(int row)
    {
        var start = _starts[row];
        var length = _starts[row + 1] - start;
        return new SparseRow(_indices.AsSpan(start, length), _values.AsSpan(start, length));
    }

    /// <summary>Stacks vectors into a matrix.</summary>
    /// <param name="rows">The rows from the top.</param>
    /// <param name="columnCount">The number of columns.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">A row has a column at or past <paramref name="columnCount"/>.</exception>
    /// <exception cref="DemurException">There are more stored values than one matrix can hold (2^31 - 1).</exception>
    public static SparseMatrix FromRows(IReadOnlyList<SparseVector> rows, int columnCount)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var starts = new int[rows.Count + 1];
        var total = 0L;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.Count > 0 && row.Indices[^1] >= columnCount)
            {
                throw new ArgumentException($"Row {i} has a value in column {row.Indices[^1]}, but the matrix has {columnCount} columns.", nameof(rows));
            }

            total += row.Count;
            if (total > Array.MaxLength)
            {
                throw new DemurException($"{rows.Count} texts make more than {Array.MaxLength} feature values; raise the minimum document frequency or cap the features.");
            }

            starts[i + 1] = (int)total;
        }

        var indices = new int[total];
        var values = new double[total];
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Indices.CopyTo(indices.AsSpan(starts[i]));
            rows[i].Values.CopyTo(values.AsSpan(starts[i]));
        }

        return new SparseMatrix(starts, indices, values, columnCount);
    }

    /// <summary>Makes a matrix of a dense table, leaving zeros out.</summary>
    /// <param name="rows">The table's rows, all of one length.</param>
    /// <returns>The matrix; 0 by 0 for an empty table.</returns>
    public static SparseMatrix FromDense(IReadOnlyList<double[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var vectors = rows.Select(row =>
        {
            var columns = Enumerable.Range(0, row.Length).Where(column => row[column] != 0).ToArray();
            return new SparseVector(columns, Array.ConvertAll(columns, column => row[column]));
        }).ToList();
        return FromRows(vectors, rows.Count == 0 ? 0 : rows.Max(row => row.Length));
    }

    /// <summary>Copies chosen rows, in the order given, into a new matrix of the same width.</summary>
    /// <param name="rows">The rows; one may be chosen more than once.</param>
    /// <returns>The new matrix.</returns>
    public SparseMatrix Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return FromRows([.. rows.Select(row => Row(row).ToVector())], ColumnCount);
    }
}
