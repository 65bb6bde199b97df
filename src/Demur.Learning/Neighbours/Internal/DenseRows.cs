using Demur.Learning.Sparse;

namespace Demur.Learning.Neighbours.Internal;

/// <summary>Writes sparse rows out in full.</summary>
internal static class DenseRows
{
    public static double[] Of(SparseMatrix matrix)
    {
        var dense = new double[(long)matrix.RowCount * matrix.ColumnCount];
        for (var row = 0; row < matrix.RowCount; row++)
        {
            Scatter(matrix.Row(row), dense.AsSpan(row * matrix.ColumnCount, matrix.ColumnCount));
        }

        return dense;
    }

    /// <summary>Writes one row over a buffer of zeros.</summary>
    public static void Scatter(SparseRow row, Span<double> target)
    {
        for (var i = 0; i < row.Count; i++)
        {
            target[row.Indices[i]] = row.Values[i];
        }
    }
}
