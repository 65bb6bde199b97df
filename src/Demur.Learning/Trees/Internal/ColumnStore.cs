using Demur.Learning.Sparse;

namespace Demur.Learning.Trees.Internal;

/// <summary>A sparse matrix turned to columns, each sorted by value: what growing trees reads.</summary>
internal sealed class ColumnStore
{
    private readonly int[] _starts; // [ColumnCount + 1]
    private readonly int[] _rows; // [NonZeroCount]
    private readonly double[] _values; // [NonZeroCount], ascending within a column

    public ColumnStore(SparseMatrix matrix)
    {
        RowCount = matrix.RowCount;
        _starts = new int[matrix.ColumnCount + 1];
        _rows = new int[matrix.NonZeroCount];
        _values = new double[matrix.NonZeroCount];
        for (var row = 0; row < RowCount; row++)
        {
            foreach (var column in matrix.Row(row).Indices)
            {
                _starts[column + 1]++;
            }
        }

        for (var column = 0; column < matrix.ColumnCount; column++)
        {
            _starts[column + 1] += _starts[column];
        }

        Fill(matrix);
    }

    public int RowCount { get; }

    public int ColumnCount => _starts.Length - 1;

    public ReadOnlySpan<int> Rows(int column) => _rows.AsSpan(_starts[column].._starts[column + 1]);

    public ReadOnlySpan<double> Values(int column) => _values.AsSpan(_starts[column].._starts[column + 1]);

    private void Fill(SparseMatrix matrix)
    {
        var next = _starts.AsSpan(0, ColumnCount).ToArray();
        for (var row = 0; row < RowCount; row++)
        {
            var view = matrix.Row(row);
            for (var k = 0; k < view.Count; k++)
            {
                var position = next[view.Indices[k]]++;
                _rows[position] = row;
                _values[position] = view.Values[k];
            }
        }

        for (var column = 0; column < ColumnCount; column++)
        {
            var length = _starts[column + 1] - _starts[column];
            Array.Sort(_values, _rows, _starts[column], length);
        }
    }
}
