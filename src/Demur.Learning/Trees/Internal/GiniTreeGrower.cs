namespace Demur.Learning.Trees.Internal;

/// <summary>Grows one tree of a forest depth first. A node is a stretch of the row array; a candidate feature costs only its stored values.</summary>
internal sealed class GiniTreeGrower
{
    private readonly TrainingSet _examples;
    private readonly ColumnStore _columns;
    private readonly RandomForestOptions _options;
    private readonly SplitMix _random;
    private readonly double[] _weights; // [row]; 0 when not sampled
    private readonly int[] _rows; // the sampled rows, node by node
    private readonly int[] _nodeOf; // [row]; -1 when not sampled
    private readonly double[] _values; // [row]; scratch for the split's feature
    private readonly int[] _features; // a permutation that is shuffled as features are drawn
    private readonly List<TreeNode> _nodes = [];
    private double _positive;
    private double _negative;

    public GiniTreeGrower(TrainingSet examples, ColumnStore columns, RandomForestOptions options, SplitMix random)
    {
        _examples = examples;
        _columns = columns;
        _options = options;
        _random = random;
        _weights = Sample(examples.Count);
        _rows = [.. Enumerable.Range(0, examples.Count).Where(row => _weights[row] > 0)];
        _nodeOf = new int[examples.Count];
        _nodeOf.AsSpan().Fill(-1);
        _values = new double[examples.Count];
        _features = [.. Enumerable.Range(0, columns.ColumnCount)];
    }

    public IReadOnlyList<TreeNode> Grow()
    {
        var open = new Stack<(int Node, int Start, int End)>();
        open.Push((AddNode(), 0, _rows.Length));
        while (open.TryPop(out var item))
        {
            var (node, start, end) = item;
            Count(node, start, end);
            var split = IsPure || end - start < _options.MinSplit ? default : FindSplit(node, end - start);
            if (split.Gain <= 0)
            {
                _nodes[node] = new TreeNode(-1, 0, 0, 0, _positive / (_positive + _negative));
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

    private bool IsPure => _positive == 0 || _negative == 0;

    private double[] Sample(int count)
    {
        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            var row = _options.Bootstrap ? _random.Below(count) : i;
            weights[row] += _examples.Weight(row);
        }

        return weights;
    }

    private int AddNode()
    {
        _nodes.Add(default);
        return _nodes.Count - 1;
    }

    private void Count(int node, int start, int end)
    {
        (_positive, _negative) = (0, 0);
        foreach (var row in _rows.AsSpan(start..end))
        {
            _nodeOf[row] = node;
            _positive += _examples.Labels[row] ? _weights[row] : 0;
            _negative += _examples.Labels[row] ? 0 : _weights[row];
        }
    }

    /// <summary>Looks at √p random features, and at more only while all of them are constant in this node.</summary>
    private Candidate FindSplit(int node, int size)
    {
        var wanted = _options.FeaturesPerSplit ?? Math.Max(1, (int)Math.Sqrt(_features.Length));
        var best = default(Candidate);
        var group = new List<(double Value, int Row)>();
        var foundVarying = false;
        for (var drawn = 0; drawn < _features.Length && (drawn < wanted || !foundVarying); drawn++)
        {
            var other = drawn + _random.Below(_features.Length - drawn);
            (_features[drawn], _features[other]) = (_features[other], _features[drawn]);
            var feature = _features[drawn];
            Gather(feature, node, group);
            if (group.Count > 0 && !(group.Count == size && group[0].Value == group[^1].Value))
            {
                foundVarying = true;
                Evaluate(feature, group, size, ref best);
            }
        }

        return best;
    }

    private void Gather(int feature, int node, List<(double Value, int Row)> group)
    {
        group.Clear();
        var rows = _columns.Rows(feature);
        var values = _columns.Values(feature);
        for (var i = 0; i < rows.Length; i++)
        {
            if (_nodeOf[rows[i]] == node)
            {
                group.Add((values[i], rows[i]));
            }
        }
    }

    /// <summary>Tries the middle between any two neighbouring values, the zeros being one more value at their place.</summary>
    private void Evaluate(int feature, List<(double Value, int Row)> group, int size, ref Candidate best)
    {
        double leftPositive = 0, leftNegative = 0;
        var leftCount = 0;
        var zeros = size - group.Count;
        var (zeroPositive, zeroNegative) = Zeros(group);
        for (var i = 0; i <= group.Count; i++)
        {
            var isZeroNext = zeros > 0 && (i == group.Count || group[i].Value > 0) && (i == 0 || group[i - 1].Value < 0);
            if (isZeroNext)
            {
                Try(i == 0 ? double.NaN : group[i - 1].Value, 0, ref best);
                leftPositive += zeroPositive;
                leftNegative += zeroNegative;
                leftCount += zeros;
            }

            if (i < group.Count)
            {
                Try(isZeroNext ? 0 : i == 0 ? double.NaN : group[i - 1].Value, group[i].Value, ref best);
                leftPositive += _examples.Labels[group[i].Row] ? _weights[group[i].Row] : 0;
                leftNegative += _examples.Labels[group[i].Row] ? 0 : _weights[group[i].Row];
                leftCount++;
            }
        }

        void Try(double below, double above, ref Candidate best)
        {
            if (!(below < above) || leftCount < _options.MinLeaf || size - leftCount < _options.MinLeaf)
            {
                return;
            }

            // Maximising Σ (p² + n²) / (p + n) over the sides is minimising their weighted Gini impurity.
            var (rightPositive, rightNegative) = (_positive - leftPositive, _negative - leftNegative);
            var gain = Purity(leftPositive, leftNegative) + Purity(rightPositive, rightNegative);
            if (gain > best.Gain)
            {
                best = new Candidate(feature, Threshold(below, above), gain);
            }
        }
    }

    /// <summary>The middle of two values; between neighbouring doubles it may round to the upper one, and then the lower must stand for it, or no row would lie above.</summary>
    internal static double Threshold(double first, double second)
    {
        var middle = first + ((second - first) / 2);
        return middle < Math.Max(first, second) ? middle : Math.Min(first, second);
    }

    private (double Positive, double Negative) Zeros(List<(double Value, int Row)> group)
    {
        var (positive, negative) = (_positive, _negative);
        foreach (var (_, row) in group)
        {
            positive -= _examples.Labels[row] ? _weights[row] : 0;
            negative -= _examples.Labels[row] ? 0 : _weights[row];
        }

        return (positive, negative);
    }

    private static double Purity(double positive, double negative) => ((positive * positive) + (negative * negative)) / (positive + negative);

    /// <summary>Moves the rows that go left to the front of the node's stretch; returns where the right ones start.</summary>
    private int Partition(Candidate split, int start, int end)
    {
        var rows = _columns.Rows(split.Feature);
        var values = _columns.Values(split.Feature);
        for (var i = 0; i < rows.Length; i++)
        {
            _values[rows[i]] = values[i];
        }

        var middle = start;
        for (var i = start; i < end; i++)
        {
            if (_values[_rows[i]] <= split.Threshold)
            {
                (_rows[i], _rows[middle]) = (_rows[middle], _rows[i]);
                middle++;
            }
        }

        foreach (var row in rows)
        {
            _values[row] = 0;
        }

        return middle;
    }

    private readonly record struct Candidate(int Feature, double Threshold, double Gain);
}
