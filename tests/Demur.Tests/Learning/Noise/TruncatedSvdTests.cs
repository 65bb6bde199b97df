using CsCheck;
using Demur.Learning.Noise;
using Demur.Learning.Sparse;

namespace Demur.Tests.Learning.Noise;

public sealed class TruncatedSvdTests
{
    [Fact]
    public void A_diagonal_matrix_has_its_entries_as_singular_values()
    {
        var svd = TruncatedSvd.Fit(SparseMatrix.FromDense([[0, 3, 0, 0], [5, 0, 0, 0], [0, 0, 0, 1], [0, 0, 2, 0]]), 3, seed: 1);

        Golden.Close([5, 3, 2], [.. svd.SingularValues], 1e-9);
        var row = svd.Project(SparseMatrix.FromDense([[1, 0, 0, 0]])).Row(0);
        Assert.Equal(1, Math.Abs(row.ValueAt(0)), 1e-9);
    }

    [Fact]
    public void With_all_dimensions_inner_products_of_rows_are_kept() =>
        Gen.Double[-2, 2].Array[5].Array[6].Sample(rows =>
        {
            var matrix = SparseMatrix.FromDense(rows);
            var projected = TruncatedSvd.Fit(matrix, 5, seed: 7).Project(matrix);

            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = 0; j < rows.Length; j++)
                {
                    var kept = Enumerable.Range(0, 5).Sum(d => projected.Row(i).ValueAt(d) * projected.Row(j).ValueAt(d));
                    Assert.Equal(rows[i].Zip(rows[j], (a, b) => a * b).Sum(), kept, 1e-6);
                }
            }
        }, iter: 50);

    [Fact]
    public void The_same_seed_makes_the_same_projection_and_bad_input_is_told()
    {
        var matrix = SparseMatrix.FromDense([[1, 2, 0], [0, 1, 1], [3, 0, 1]]);

        Assert.Equal(TruncatedSvd.Fit(matrix, 2, 4).Project(matrix).Row(1).Values, TruncatedSvd.Fit(matrix, 2, 4).Project(matrix).Row(1).Values);
        Assert.Contains("0 dimensions", Assert.Throws<DemurException>(() => TruncatedSvd.Fit(matrix, 0, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("must be equal", Assert.Throws<DemurException>(() => TruncatedSvd.Fit(matrix, 2, 1).Project(SparseMatrix.FromDense([[1, 2]]))).Message, StringComparison.Ordinal);
        Assert.Equal(0, TruncatedSvd.Fit(SparseMatrix.FromDense([[0, 0, 1], [0, 0, 2]]), 2, 1).SingularValues[1], 1e-9);
    }
}
