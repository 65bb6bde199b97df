using Demur.Learning.Noise.Internal;
using Demur.Learning.Sparse;

namespace Demur.Learning.Noise;

/// <summary>
/// The strongest right singular vectors of a sparse matrix by randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1).
/// The same seed gives the same vectors on any machine. Immutable and thread-safe.
/// </summary>
public sealed class TruncatedSvd
{
    private const int Oversampling = 10;
    private const int PowerIterations = 4;
    private readonly double[][] _vectors; // [column of the matrix][dimension]

    private TruncatedSvd(double[][] vectors, double[] singularValues)
    {
        _vectors = vectors;
        SingularValues = singularValues;
    }

    /// <summary>The singular values, falling; one a dimension.</summary>
    public IReadOnlyList<double> SingularValues { get; }

    /// <summary>Finds the vectors.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="dimensions">How many to find; fewer are found when the matrix has fewer rows or columns.</param>
    /// <param name="seed">The seed of the random start.</param>
    /// <param name="cancellationToken">Stops between iterations.</param>
    /// <returns>The projection.</returns>
    /// <exception cref="DemurException">The number is below 1, or the matrix is empty.</exception>
    public static TruncatedSvd Fit(SparseMatrix matrix, int dimensions, int seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (dimensions < 1 || matrix.RowCount == 0 || matrix.ColumnCount == 0)
        {
            throw new DemurException(ErrorCode.Usage, $"{dimensions} dimensions cannot be found in a matrix of {matrix.RowCount} by {matrix.ColumnCount}; ask for 1 or more, of a matrix that holds something.");
        }

        var width = Math.Min(Math.Min(matrix.RowCount, matrix.ColumnCount), dimensions + Oversampling);
        var right = DenseColumns.Random(matrix.ColumnCount, width, seed);
        for (var i = 0; i < PowerIterations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var left = DenseColumns.Product(matrix, right);
            left.Orthonormalise();
            right = DenseColumns.TransposedProduct(matrix, left);
            right.Orthonormalise();
        }

        var basis = DenseColumns.Product(matrix, right);
        basis.Orthonormalise();
        return FromBasis(DenseColumns.TransposedProduct(matrix, basis), Math.Min(dimensions, width));
    }

    /// <summary>Projects rows onto the vectors.</summary>
    /// <param name="rows">Rows as wide as the matrix was.</param>
    /// <returns>One row each, as wide as there are dimensions.</returns>
    /// <exception cref="DemurException">The widths differ.</exception>
    public SparseMatrix Project(SparseMatrix rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.ColumnCount != _vectors.Length)
        {
            throw new DemurException($"The rows have {rows.ColumnCount} columns, the projection was learnt on {_vectors.Length}; they must be equal.");
        }

        var projected = new double[rows.RowCount][];
        for (var row = 0; row < projected.Length; row++)
        {
            var view = rows.Row(row);
            projected[row] = new double[SingularValues.Count];
            for (var i = 0; i < view.Count; i++)
            {
                DenseColumns.AddScaled(projected[row], _vectors[view.Indices[i]], view.Values[i]);
            }
        }

        return SparseMatrix.FromRows([.. projected.Select(Stored)], SingularValues.Count);
    }

    private static SparseVector Stored(double[] row)
    {
        var columns = Enumerable.Range(0, row.Length).Where(column => row[column] != 0).ToArray();
        return new SparseVector(columns, Array.ConvertAll(columns, column => row[column]));
    }

    /// <summary>With Q the basis of the rows' space and C = AᵀQ, the eigenvectors of CᵀC turn C into the right singular vectors, scaled by the singular values.</summary>
    private static TruncatedSvd FromBasis(DenseColumns core, int dimensions)
    {
        var (values, vectors) = SymmetricEigen.Solve(core.Gram());
        var singular = values.Take(dimensions).Select(value => Math.Sqrt(Math.Max(0, value))).ToArray();
        var right = new double[core.RowCount][];
        for (var row = 0; row < right.Length; row++)
        {
            right[row] = new double[dimensions];
            for (var d = 0; d < dimensions; d++)
            {
                for (var column = 0; column < vectors.Length && singular[d] > 0; column++)
                {
                    right[row][d] += core[row][column] * vectors[column][d];
                }

                right[row][d] = singular[d] > 1e-12 * singular[0] ? right[row][d] / singular[d] : 0;
            }
        }

        return new TruncatedSvd(right, singular);
    }
}
