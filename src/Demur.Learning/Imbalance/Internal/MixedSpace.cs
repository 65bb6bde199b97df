using Demur.Learning.Sparse;
using Demur.Learning.Sparse.Internal;

namespace Demur.Learning.Imbalance.Internal;

/// <summary>
/// The space in which Euclid's distance is that of SMOTE-NC (arXiv 1106.1813, section 6.1): continuous columns as they are, and for each category a column
/// that holds med/√2, so that two different categories add med² to the squared distance.
/// </summary>
internal static class MixedSpace
{
    public static SparseMatrix Of(SparseMatrix rows, IReadOnlySet<int> nominal)
    {
        var mark = MedianDeviation(rows, nominal) / Math.Sqrt(2);
        var columns = new Dictionary<(int Column, double Category), int>();
        var marked = new List<(int Column, double Value)>();
        var builder = new SparseMatrixBuilder(rows.NonZeroCount);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var view = rows.Row(row);
            for (var i = 0; i < view.Count; i++)
            {
                if (!nominal.Contains(view.Indices[i]))
                {
                    builder.Add(view.Indices[i], view.Values[i]);
                }
            }

            marked.Clear();
            foreach (var column in nominal)
            {
                var key = (column, view.ValueAt(column));
                columns.TryAdd(key, rows.ColumnCount + columns.Count);
                marked.Add((columns[key], mark));
            }

            foreach (var (column, value) in marked.OrderBy(cell => cell.Column))
            {
                builder.Add(column, value);
            }

            builder.EndRow();
        }

        return builder.Build(rows.ColumnCount + columns.Count);
    }

    /// <summary>The median over the continuous columns of the standard deviation (divided by the count) of the given rows.</summary>
    public static double MedianDeviation(SparseMatrix rows, IReadOnlySet<int> nominal)
    {
        var (sums, squares) = (new double[rows.ColumnCount], new double[rows.ColumnCount]);
        Sum(rows, (column, value) => sums[column] += value);
        var means = Array.ConvertAll(sums, sum => sum / rows.RowCount);
        var stored = new int[rows.ColumnCount];
        Sum(rows, (column, value) =>
        {
            squares[column] += (value - means[column]) * (value - means[column]);
            stored[column]++;
        });
        var deviations = Enumerable.Range(0, rows.ColumnCount).Where(column => !nominal.Contains(column))
            .Select(column => Math.Sqrt((squares[column] + ((rows.RowCount - stored[column]) * means[column] * means[column])) / rows.RowCount))
            .Order().ToList();
        return (deviations[(deviations.Count - 1) / 2] + deviations[deviations.Count / 2]) / 2;
    }

    private static void Sum(SparseMatrix rows, Action<int, double> add)
    {
        for (var row = 0; row < rows.RowCount; row++)
        {
            var view = rows.Row(row);
            for (var i = 0; i < view.Count; i++)
            {
                add(view.Indices[i], view.Values[i]);
            }
        }
    }
}
