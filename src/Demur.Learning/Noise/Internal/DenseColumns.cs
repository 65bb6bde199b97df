using System.Numerics.Tensors;
using Demur.Learning.Sparse;

namespace Demur.Learning.Noise.Internal;

/// <summary>A tall dense matrix, stored row by row, with what subspace iteration needs. Sums run in a fixed order, so results repeat.</summary>
internal sealed class DenseColumns
{
    private readonly double[][] _rows; // [row][column]
    private readonly int _columns;

    private DenseColumns(int rows, int columns)
    {
        _columns = columns;
        _rows = new double[rows][];
        for (var row = 0; row < rows; row++)
        {
            _rows[row] = new double[columns];
        }
    }

    public int RowCount => _rows.Length;

    public double[] this[int row] => _rows[row];

    /// <summary>Normally distributed entries (Box and Muller 1958).</summary>
    public static DenseColumns Random(int rows, int columns, int seed)
    {
        var random = new SplitMix(seed);
        var made = new DenseColumns(rows, columns);
        foreach (var row in made._rows)
        {
            for (var column = 0; column < columns; column++)
            {
                row[column] = Math.Sqrt(-2 * Math.Log(1 - random.Unit())) * Math.Cos(2 * Math.PI * random.Unit());
            }
        }

        return made;
    }

    /// <summary>A sparse matrix times a dense one.</summary>
    public static DenseColumns Product(SparseMatrix matrix, DenseColumns right)
    {
        var product = new DenseColumns(matrix.RowCount, right._columns);
        for (var row = 0; row < matrix.RowCount; row++)
        {
            var view = matrix.Row(row);
            for (var i = 0; i < view.Count; i++)
            {
                AddScaled(product._rows[row], right._rows[view.Indices[i]], view.Values[i]);
            }
        }

        return product;
    }

    /// <summary>A sparse matrix, transposed, times a dense one.</summary>
    public static DenseColumns TransposedProduct(SparseMatrix matrix, DenseColumns left)
    {
        var product = new DenseColumns(matrix.ColumnCount, left._columns);
        for (var row = 0; row < matrix.RowCount; row++)
        {
            var view = matrix.Row(row);
            for (var i = 0; i < view.Count; i++)
            {
                AddScaled(product._rows[view.Indices[i]], left._rows[row], view.Values[i]);
            }
        }

        return product;
    }

    public static void AddScaled(double[] target, double[] source, double factor) =>
        TensorPrimitives.MultiplyAdd(source, factor, target, target);

    /// <summary>Makes the columns orthonormal through the eigenvectors of their inner products, twice for accuracy; columns that depend on others become 0.</summary>
    public void Orthonormalise()
    {
        for (var round = 0; round < 2; round++)
        {
            var (values, vectors) = SymmetricEigen.Solve(Gram());
            var scales = values.Select(value => value > 1e-14 * values[0] && value > 0 ? 1 / Math.Sqrt(value) : 0).ToArray();
            var turned = new double[_columns];
            foreach (var row in _rows)
            {
                Array.Clear(turned);
                for (var column = 0; column < _columns; column++)
                {
                    AddScaled(turned, vectors[column], row[column]);
                }

                for (var column = 0; column < _columns; column++)
                {
                    row[column] = turned[column] * scales[column];
                }
            }
        }
    }

    /// <summary>The inner products of the columns.</summary>
    public double[][] Gram()
    {
        var gram = new DenseColumns(_columns, _columns)._rows;
        foreach (var row in _rows)
        {
            for (var column = 0; column < _columns; column++)
            {
                AddScaled(gram[column], row, row[column]);
            }
        }

        return gram;
    }
}
