using Demur.Learning.Sparse;

namespace Demur.Learning.Trees.Internal;

/// <summary>
/// Grows one tree of a forest depth first, for any number of classes. A node is a stretch of the row array; a candidate feature costs its stored
/// values or, in a small node, the node's rows. Both ways read the same values in the same order.
/// </summary>
internal sealed class GiniTreeGrower
{
    private readonly SparseMatrix _features;
    private readonly ColumnStore _columns;
    private readonly RandomForestOptions _options;
    private readonly SplitMix _random;
    private readonly int[] _labels; // [row]
    private readonly double[] _weights; // [row]; 0 when not sampled
    private readonly int[] _rows; // the sampled rows, node by node
    private readonly int[] _nodeOf; // [row]; -1 when not sampled
    private readonly double[] _values; // [row]; scratch for the split's feature
    private readonly int[] _candidates; // a permutation that is shuffled as features are drawn
    private readonly List<TreeNode> _nodes = [];
    private readonly List<double> _shares = []; // [leaf, class]
    private readonly double[] _total; // [class], of the node at hand
    private readonly double[] _left; // [class]
    private readonly double[] _zero; // [class]
    private double[] _groupValues = new double[64];
    private int[] _groupRows = new int[64];
    private int _groupCount;

    public GiniTreeGrower(SparseMatrix features, int[] labels, int classCount, Func<int, double> weight, ColumnStore columns, RandomForestOptions options, SplitMix random)
    {
        _features = features;
        _columns = columns;
        _options = options;
        _random = random;
        _labels = labels;
        _total = new double[classCount];
        _left = new double[classCount];
        _zero = new double[classCount];
        _weights = Sample(labels.Length, weight);
        _rows = [.. Enumerable.Range(0, labels.Length).Where(row => _weights[row] > 0)];
        _nodeOf = new int[labels.Length];
        _nodeOf.AsSpan().Fill(-1);
        _values = new double[labels.Length];
        _candidates = [.. Enumerable.Range(0, columns.ColumnCount)];
    }

    /// <summary>The classes' shares in each leaf, in the order in which leaves were made; a leaf's value is its place in them.</summary>
    public IReadOnlyList<double> Shares => _shares;

    public IReadOnlyList<TreeNode> Grow(CancellationToken cancellationToken)
    {
        var open = new Stack<(int Node, int Start, int End)>();
        open.Push((AddNode(), 0, _rows.Length));
        while (open.TryPop(out var item))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (node, start, end) = item;
            Count(node, start, end);
            var split = IsPure || end - start < _options.MinSplit ? default : FindSplit(node, start, end);
            if (split.Gain <= 0)
            {
                _nodes[node] = new TreeNode(-1, 0, 0, 0, _shares.Count / _total.Length);
                AddShares();
                continue;
            }

            var middle = Partition(split, start, end);
            var (left, right) = (AddNode(), AddNode());
            _nodes[node] = new TreeNode(split.Feature, split.Threshold, left, right, 0);
            open.Push((right, middle, end));
            open.Push((left, start, middle));
        }

        return _nodes;
    }

    private bool IsPure => _total.AsSpan().Count(0.0) >= _total.Length - 1;

    private double[] Sample(int count, Func<int, double> weight)
    {
        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            var row = _options.Bootstrap ? _random.Below(count) : i;
            weights[row] += weight(row);
        }

        return weights;
    }

    private int AddNode()
    {
        _nodes.Add(default);
        return _nodes.Count - 1;
    }

    private void AddShares()
    {
        var sum = _total.Sum();
        foreach (var weight in _total)
        {
            _shares.Add(weight / sum);
        }
    }

    private void Count(int node, int start, int end)
    {
        Array.Clear(_total);
        foreach (var row in _rows.AsSpan(start..end))
        {
            _nodeOf[row] = node;
            _total[_labels[row]] += _weights[row];
        }
    }

    /// <summary>Looks at √p random features, and at more only while all of them are constant in this node.</summary>
    private Candidate FindSplit(int node, int start, int end)
    {
        var size = end - start;
        var wanted = _options.FeaturesPerSplit ?? Math.Max(1, (int)Math.Sqrt(_candidates.Length));
        var best = default(Candidate);
        var foundVarying = false;
        for (var drawn = 0; drawn < _candidates.Length && (drawn < wanted || !foundVarying); drawn++)
        {
            var other = drawn + _random.Below(_candidates.Length - drawn);
            (_candidates[drawn], _candidates[other]) = (_candidates[other], _candidates[drawn]);
            var feature = _candidates[drawn];
            Gather(feature, node, start, end);
            if (_groupCount > 0 && !(_groupCount == size && _groupValues[0] == _groupValues[_groupCount - 1]))
            {
                foundVarying = true;
                Evaluate(feature, size, ref best);
            }
        }

        return best;
    }

    /// <summary>Collects the node's stored values of a feature, ascending.</summary>
    private void Gather(int feature, int node, int start, int end)
    {
        _groupCount = 0;
        if (_groupValues.Length < end - start)
        {
            _groupValues = new double[end - start];
            _groupRows = new int[end - start];
        }

        var rows = _columns.Rows(feature);
        if ((end - start) * (4L + int.Log2(end - start)) < rows.Length)
        {
            GatherByRow(feature, start, end);
            return;
        }

        var values = _columns.Values(feature);
        for (var i = 0; i < rows.Length; i++)
        {
            if (_nodeOf[rows[i]] == node)
            {
                (_groupValues[_groupCount], _groupRows[_groupCount++]) = (values[i], rows[i]);
            }
        }
    }

    private void GatherByRow(int feature, int start, int end)
    {
        foreach (var row in _rows.AsSpan(start..end))
        {
            var value = _features.Row(row).ValueAt(feature);
            if (value != 0)
            {
                (_groupValues[_groupCount], _groupRows[_groupCount++]) = (value, row);
            }
        }

        _groupValues.AsSpan(0, _groupCount).Sort(_groupRows.AsSpan(0, _groupCount));
    }

    /// <summary>Tries the middle between any two neighbouring values, the zeros being one more value at their place.</summary>
    private void Evaluate(int feature, int size, ref Candidate best)
    {
        Array.Clear(_left);
        CountZeros();
        var leftCount = 0;
        var zeros = size - _groupCount;
        for (var i = 0; i <= _groupCount; i++)
        {
            var below = i == 0 ? double.NaN : _groupValues[i - 1];
            var isZeroNext = zeros > 0 && (i == _groupCount || _groupValues[i] > 0) && (i == 0 || below < 0);
            if (isZeroNext)
            {
                Try(feature, below, 0, leftCount, size, ref best);
                leftCount += zeros;
                for (var label = 0; label < _left.Length; label++)
                {
                    _left[label] += _zero[label];
                }
            }

            if (i < _groupCount)
            {
                Try(feature, isZeroNext ? 0 : below, _groupValues[i], leftCount, size, ref best);
                _left[_labels[_groupRows[i]]] += _weights[_groupRows[i]];
                leftCount++;
            }
        }
    }

    /// <summary>The middle of two values; between neighbouring doubles it may round to the upper one, and then the lower must stand for it, or no row would lie above.</summary>
    internal static double Threshold(double first, double second)
    {
        var middle = first + ((second - first) / 2);
        return middle < Math.Max(first, second) ? middle : Math.Min(first, second);
    }

    private void Try(int feature, double below, double above, int leftCount, int size, ref Candidate best)
    {
        if (!(below < above) || leftCount < _options.MinLeaf || size - leftCount < _options.MinLeaf)
        {
            return;
        }

        // Maximising Σ (w₁² + w₂² + …) / (w₁ + w₂ + …) over the sides is minimising their weighted Gini impurity.
        double left = 0, leftSquares = 0, right = 0, rightSquares = 0;
        for (var label = 0; label < _left.Length; label++)
        {
            var (onLeft, onRight) = (_left[label], _total[label] - _left[label]);
            left += onLeft;
            leftSquares += onLeft * onLeft;
            right += onRight;
            rightSquares += onRight * onRight;
        }

        var gain = (leftSquares / left) + (rightSquares / right);
        if (gain > best.Gain)
        {
            best = new Candidate(feature, Threshold(below, above), gain);
        }
    }

    private void CountZeros()
    {
        _total.CopyTo(_zero, 0);
        for (var i = 0; i < _groupCount; i++)
        {
            _zero[_labels[_groupRows[i]]] -= _weights[_groupRows[i]];
        }
    }

    /// <summary>Moves the rows that go left to the front of the node's stretch; returns where the right ones start.</summary>
    private int Partition(Candidate split, int start, int end)
    {
        var rows = _columns.Rows(split.Feature);
        var isSmall = (end - start) * 8L < rows.Length;
        for (var i = 0; i < rows.Length && !isSmall; i++)
        {
            _values[rows[i]] = _columns.Values(split.Feature)[i];
        }

        var middle = start;
        for (var i = start; i < end; i++)
        {
            var value = isSmall ? _features.Row(_rows[i]).ValueAt(split.Feature) : _values[_rows[i]];
            if (value <= split.Threshold)
            {
                (_rows[i], _rows[middle]) = (_rows[middle], _rows[i]);
                middle++;
            }
        }

        for (var i = 0; i < rows.Length && !isSmall; i++)
        {
            _values[rows[i]] = 0;
        }

        return middle;
    }

    private readonly record struct Candidate(int Feature, double Threshold, double Gain);
}
