using Demur.Learning.Sparse;

namespace Demur.Learning.Neighbours.Internal;

/// <summary>Scales rows to length 1; rows of zeros stay as they are.</summary>
internal static class UnitRows
{
    public static SparseMatrix Of(SparseMatrix matrix)
    {
        var rows = new SparseVector[matrix.RowCount];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Scaled(matrix.Row(i));
        }

        return SparseMatrix.FromRows(rows, matrix.ColumnCount);
    }

    private static SparseVector Scaled(SparseRow row)
    {
        // Dividing by the largest value first keeps the squares of very large and very small rows finite.
        var largest = 0.0;
        foreach (var value in row.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        var values = new double[row.Count];
        var sum = 0.0;
        for (var i = 0; i < values.Length && largest > 0; i++)
        {
            values[i] = row.Values[i] / largest;
            sum += values[i] * values[i];
        }

        var length = Math.Sqrt(sum);
        for (var i = 0; i < values.Length && largest > 0; i++)
        {
            values[i] /= length;
        }

        return new SparseVector(row.Indices.ToArray(), values);
    }
}
