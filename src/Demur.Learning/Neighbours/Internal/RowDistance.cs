using Demur.Learning.Sparse;

namespace Demur.Learning.Neighbours.Internal;

/// <summary>The distances as they are defined: summed in the order of the columns, so that dense and sparse rows give the same bits (a zero adds nothing).</summary>
internal static class RowDistance
{
    public static double SquaredEuclid(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            var difference = left[i] - right[i];
            sum += difference * difference;
        }

        return sum;
    }

    public static double SquaredEuclid(SparseRow left, SparseRow right)
    {
        var sum = 0.0;
        for (int i = 0, j = 0; i < left.Count || j < right.Count;)
        {
            var column = i == left.Count ? int.MaxValue : left.Indices[i];
            var other = j == right.Count ? int.MaxValue : right.Indices[j];
            var difference = (column <= other ? left.Values[i++] : 0) - (other <= column ? right.Values[j++] : 0);
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>One minus the inner product of two rows of length 1.</summary>
    public static double Cosine(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return 1 - sum;
    }

    /// <summary>One minus the inner product of two rows of length 1.</summary>
    public static double Cosine(SparseRow left, SparseRow right)
    {
        var sum = 0.0;
        for (int i = 0, j = 0; i < left.Count && j < right.Count;)
        {
            var order = left.Indices[i] - right.Indices[j];
            sum += order == 0 ? left.Values[i] * right.Values[j] : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return 1 - sum;
    }
}
