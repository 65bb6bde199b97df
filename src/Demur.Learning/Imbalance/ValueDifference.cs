using Demur.Learning.Sparse;

namespace Demur.Learning.Imbalance;

/// <summary>
/// The value difference metric (Stanfill and Waltz 1986; as in arXiv 1106.1813, section 6.2): two categories are alike when the classes are spread alike
/// among the rows that have them. Distances are δ(a, b) = Σ over classes |n(a, c)/n(a) - n(b, c)/n(b)| for a column and Σ δ^r for a row. Immutable and thread-safe.
/// </summary>
public sealed class ValueDifference
{
    private readonly Dictionary<double, int>[] _codes; // [column]
    private readonly double[][] _differences; // [column][category, category], δ^r

    private ValueDifference(Dictionary<double, int>[] codes, double[][] differences)
    {
        _codes = codes;
        _differences = differences;
    }

    /// <summary>The number of columns.</summary>
    public int ColumnCount => _codes.Length;

    /// <summary>Counts the classes of each category.</summary>
    /// <param name="examples">The training examples; every number is a category.</param>
    /// <param name="power">r, 1 or 2; 2 by default.</param>
    /// <returns>The metric.</returns>
    /// <exception cref="DemurException">The power is neither 1 nor 2.</exception>
    public static ValueDifference Of(ExampleSet examples, int power = 2)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (power is not (1 or 2))
        {
            throw new DemurException(ErrorCode.Usage, $"The power of the value difference is {power}; use 1 or 2.");
        }

        var columns = examples.Features.ColumnCount;
        var codes = new Dictionary<double, int>[columns];
        var differences = new double[columns][];
        for (var column = 0; column < columns; column++)
        {
            var at = column;
            var values = Enumerable.Range(0, examples.Count).Select(row => examples.Features.Row(row).ValueAt(at)).ToArray();
            codes[column] = values.Distinct().Order().Select((value, code) => (value, code)).ToDictionary(pair => pair.value, pair => pair.code);
            differences[column] = Differences(Shares(examples, values, codes[column]), power);
        }

        return new ValueDifference(codes, differences);
    }

    /// <summary>The distance between two rows.</summary>
    /// <param name="left">A row of categories.</param>
    /// <param name="right">Another.</param>
    /// <returns>The sum over the columns; 0 for rows whose categories are spread alike.</returns>
    /// <exception cref="DemurException">A category was not among the training examples.</exception>
    public double Distance(SparseRow left, SparseRow right) => Distance(Encode(left), Encode(right));

    /// <summary>Turns categories into their places among the training examples' categories, ascending.</summary>
    internal int[] Encode(SparseRow row)
    {
        var codes = new int[ColumnCount];
        for (var column = 0; column < codes.Length; column++)
        {
            var value = row.ValueAt(column);
            codes[column] = _codes[column].TryGetValue(value, out var code)
                ? code
                : throw new DemurException($"Column {column} holds the category {value}, which no training row has there; it has {string.Join(", ", _codes[column].Keys.Order().Take(12))}. Leave the row out, or count again with it.");
        }

        return codes;
    }

    internal double Distance(int[] left, int[] right)
    {
        var sum = 0.0;
        for (var column = 0; column < left.Length; column++)
        {
            sum += _differences[column][(left[column] * _codes[column].Count) + right[column]];
        }

        return sum;
    }

    private static double[][] Shares(ExampleSet examples, double[] values, Dictionary<double, int> codes)
    {
        var shares = codes.Select(_ => new double[examples.Classes.Count]).ToArray();
        for (var row = 0; row < values.Length; row++)
        {
            shares[codes[values[row]]][examples.Labels[row]]++;
        }

        foreach (var counts in shares)
        {
            var total = counts.Sum();
            for (var label = 0; label < counts.Length; label++)
            {
                counts[label] /= total;
            }
        }

        return shares;
    }

    private static double[] Differences(double[][] shares, int power)
    {
        var table = new double[shares.Length * shares.Length];
        for (var a = 0; a < shares.Length; a++)
        {
            for (var b = 0; b < shares.Length; b++)
            {
                var difference = shares[a].Zip(shares[b], (left, right) => Math.Abs(left - right)).Sum();
                table[(a * shares.Length) + b] = power == 2 ? difference * difference : difference;
            }
        }

        return table;
    }
}
