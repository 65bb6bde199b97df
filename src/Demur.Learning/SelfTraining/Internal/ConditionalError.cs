namespace Demur.Learning.SelfTraining.Internal;

/// <summary>
/// The bound E_k(θ) of the error among rows labelled k with votes of at least θ. The rows are sorted by their votes for k once, so that every sum over
/// "votes below a" is a look-up. All sums are left undivided by u_i: the bound multiplies each by u_i again.
/// </summary>
internal sealed class ConditionalError
{
    private readonly double[] _votes; // for the class, ascending
    private readonly double[][] _sums; // [other class][rows below]: Σ m(x, i)
    private readonly double[][] _products; // [other class][rows below]: Σ m(x, i) m(x, k)
    private readonly double[] _own; // [other class]: Σ m(x, i) m(x, k) over the rows labelled k
    private readonly double[] _labelled; // votes of the rows labelled k, ascending

    public ConditionalError(PoolScores scores, int label)
    {
        _votes = scores.Column(label);
        var order = Enumerable.Range(0, scores.RowCount).ToArray();
        Array.Sort(_votes, order);
        var others = Enumerable.Range(0, scores.ClassCount).Where(other => other != label).ToList();
        _sums = [.. others.Select(other => RunningSum(order, row => scores.Probabilities(row)[other]))];
        _products = [.. others.Select(other => RunningSum(order, row => scores.Probabilities(row)[other] * scores.Probabilities(row)[label]))];
        var own = order.Where(row => scores.Labels[row] == label).ToList();
        _own = [.. others.Select(other => own.Sum(row => scores.Probabilities(row)[other] * scores.Probabilities(row)[label]))];
        _labelled = [.. own.Select(row => scores.Probabilities(row)[label])];
    }

    public double LeastVote => _votes[0];

    public double LargestVote => _votes[^1];

    /// <summary>E_k(θ) = Σ over i ≠ k of u_i R_ik(θ) over the number of rows labelled k with votes of at least θ.</summary>
    public double Bound(double threshold, int gridSize, bool stopsEarly)
    {
        var risk = 0.0;
        for (var other = 0; other < _sums.Length; other++)
        {
            risk += Risk(other, threshold, gridSize, stopsEarly);
        }

        var reached = _labelled.Length - Below(_labelled, threshold);
        return risk / _votes.Length / Math.Max(1e-15, (double)reached / _votes.Length);
    }

    /// <summary>u_i R_ik(θ): the least over γ of the votes between θ and γ and what may be wrong above.</summary>
    private double Risk(int other, double threshold, int gridSize, bool stopsEarly)
    {
        var scan = new GridScan(stopsEarly);
        var start = Below(_votes, threshold);
        for (var step = 1; step <= gridSize && !scan.IsOver; step++)
        {
            var gamma = threshold + ((1 - threshold) * step / gridSize);
            var end = Below(_votes, gamma);
            var between = _sums[other][end] - _sums[other][start];
            var above = Math.Max(0, _own[other] + _products[other][start] - _products[other][end]);
            scan.Add(gamma, gamma > 0 ? between + (above / gamma) : double.PositiveInfinity);
        }

        return scan.Least;
    }

    private static double[] RunningSum(int[] order, Func<int, double> value)
    {
        var sums = new double[order.Length + 1];
        for (var i = 0; i < order.Length; i++)
        {
            sums[i + 1] = sums[i] + value(order[i]);
        }

        return sums;
    }

    /// <summary>How many of the ascending values are below a limit.</summary>
    private static int Below(double[] values, double limit)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = values[middle] < limit ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
