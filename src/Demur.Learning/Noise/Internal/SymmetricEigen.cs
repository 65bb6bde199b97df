namespace Demur.Learning.Noise.Internal;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, section 8.5).</summary>
internal static class SymmetricEigen
{
    private const int MaxSweeps = 60;

    /// <summary>Solves the eigenproblem.</summary>
    /// <param name="matrix">The matrix; destroyed.</param>
    /// <returns>The values, falling, and the vectors as columns: [row][which].</returns>
    public static (double[] Values, double[][] Vectors) Solve(double[][] matrix)
    {
        var n = matrix.Length;
        var vectors = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray()).ToArray(); // [which][row] while rotating
        var scale = Enumerable.Range(0, n).Sum(i => Math.Abs(matrix[i][i]));
        for (var sweep = 0; sweep < MaxSweeps && OffDiagonal(matrix) > 1e-14 * scale; sweep++)
        {
            for (var p = 0; p < n - 1; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    Rotate(matrix, vectors, p, q);
                }
            }
        }

        var order = Enumerable.Range(0, n).OrderByDescending(i => matrix[i][i]).ToArray();
        return (
            [.. order.Select(i => matrix[i][i])],
            [.. Enumerable.Range(0, n).Select(row => order.Select(which => vectors[which][row]).ToArray())]);
    }

    private static double OffDiagonal(double[][] matrix)
    {
        var most = 0.0;
        for (var i = 0; i < matrix.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                most = Math.Max(most, Math.Abs(matrix[i][j]));
            }
        }

        return most;
    }

    private static void Rotate(double[][] matrix, double[][] vectors, int p, int q)
    {
        if (matrix[p][q] == 0)
        {
            return;
        }

        var theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        var tangent = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        foreach (var row in matrix)
        {
            (row[p], row[q]) = ((cosine * row[p]) - (sine * row[q]), (sine * row[p]) + (cosine * row[q]));
        }

        Turn(matrix[p], matrix[q], cosine, sine);
        Turn(vectors[p], vectors[q], cosine, sine);
    }

    private static void Turn(double[] first, double[] second, double cosine, double sine)
    {
        for (var i = 0; i < first.Length; i++)
        {
            (first[i], second[i]) = ((cosine * first[i]) - (sine * second[i]), (sine * first[i]) + (cosine * second[i]));
        }
    }
}
