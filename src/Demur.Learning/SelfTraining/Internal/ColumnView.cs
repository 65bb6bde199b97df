using Demur.Learning.Sparse;
using Demur.Learning.Sparse.Internal;

namespace Demur.Learning.SelfTraining.Internal;

/// <summary>Rows of which only some columns are seen; the others read as 0, so that all views have the same width.</summary>
internal static class ColumnView
{
    public static SparseMatrix Of(SparseMatrix rows, bool[] isSeen)
    {
        var builder = new SparseMatrixBuilder(rows.NonZeroCount);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var cells = rows.Row(row);
            for (var i = 0; i < cells.Count; i++)
            {
                if (isSeen[cells.Indices[i]])
                {
                    builder.Add(cells.Indices[i], cells.Values[i]);
                }
            }

            builder.EndRow();
        }

        return builder.Build(rows.ColumnCount);
    }

    /// <summary>Copies the seen cells of a row into buffers of its length; returns how many there are.</summary>
    public static int Copy(SparseRow row, bool[] isSeen, Span<int> indices, Span<double> values)
    {
        var count = 0;
        for (var i = 0; i < row.Count; i++)
        {
            if (row.Indices[i] < isSeen.Length && isSeen[row.Indices[i]])
            {
                (indices[count], values[count++]) = (row.Indices[i], row.Values[i]);
            }
        }

        return count;
    }
}
