using System.Collections.Concurrent;

namespace Demur.Learning.Trees.Internal;

/// <summary>Grows one boosted tree level by level: each level reads every column once and finds the best question for all its nodes.</summary>
internal sealed class NewtonTreeGrower(ColumnStore columns, GradientTreesOptions options, double[] gradients, double[] curvatures)
{
    private const int ColumnsPerJob = 2048;
    private readonly int[] _nodeOf = new int[columns.RowCount];
    private readonly List<TreeNode> _nodes = [];
    private readonly List<(double Gradient, double Curvature)> _totals = [];

    /// <summary>Grows the tree and adds its answers to the rows' scores.</summary>
    public IReadOnlyList<TreeNode> Grow(double[] scores)
    {
        AddNode();
        Sum(0);
        for (var (depth, first) = (0, 0); depth < options.Depth && first < _nodes.Count; depth++)
        {
            var end = _nodes.Count;
            var questions = FindQuestions(first, end);
            Divide(first, questions);
            Sum(end);
            first = end;
        }

        for (var node = 0; node < _nodes.Count; node++)
        {
            if (_nodes[node].IsLeaf)
            {
                var (gradient, curvature) = _totals[node];
                var value = -options.LearningRate * gradient / (curvature + options.Lambda + 1e-12);
                _nodes[node] = _nodes[node] with { Value = value };
            }
        }

        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] += _nodes[_nodeOf[row]].Value;
        }

        return _nodes;
    }

    private int AddNode()
    {
        _nodes.Add(new TreeNode(-1, 0, 0, 0, 0));
        _totals.Add(default);
        return _nodes.Count - 1;
    }

    private void Sum(int first)
    {
        for (var row = 0; row < _nodeOf.Length; row++)
        {
            var node = _nodeOf[row];
            if (node >= first)
            {
                var (gradient, curvature) = _totals[node];
                _totals[node] = (gradient + gradients[row], curvature + curvatures[row]);
            }
        }
    }

    /// <summary>The best question of each node from first to end; gain 0 where none helps. Ties go to the lower feature, whatever the threads.</summary>
    private Question[] FindQuestions(int first, int end)
    {
        var best = new Question[end - first];
        Parallel.ForEach(Partitioner.Create(0, columns.ColumnCount, ColumnsPerJob), AllCores.Until(CancellationToken.None), range =>
        {
            var found = new Question[best.Length];
            var sides = new Side[best.Length];
            for (var column = range.Item1; column < range.Item2; column++)
            {
                Scan(column, first, found, sides, fromTop: true);
                Scan(column, first, found, sides, fromTop: false);
            }

            lock (best)
            {
                for (var i = 0; i < best.Length; i++)
                {
                    var isBetter = found[i].Gain > best[i].Gain || (found[i].Gain == best[i].Gain && found[i].Gain > 0 && found[i].Feature < best[i].Feature);
                    best[i] = isBetter ? found[i] : best[i];
                }
            }
        });
        return best;
    }

    /// <summary>Reads the values above zero from the top, or those below from the bottom; at each change of value one side is what was read, the other the rest.</summary>
    private void Scan(int column, int first, Question[] found, Side[] sides, bool fromTop)
    {
        var rows = columns.Rows(column);
        var values = columns.Values(column);
        for (var i = 0; i < rows.Length; i++)
        {
            var position = fromTop ? rows.Length - 1 - i : i;
            var value = values[position];
            if (fromTop ? value <= 0 : value >= 0)
            {
                break;
            }

            var slot = _nodeOf[rows[position]] - first;
            if (slot < 0)
            {
                continue;
            }

            ref var side = ref sides[slot];
            if (side.Count > 0 && side.Value != value)
            {
                Try(column, first + slot, side, value, ref found[slot]);
            }

            side = new Side(side.Count + 1, side.Gradient + gradients[rows[position]], side.Curvature + curvatures[rows[position]], value);
        }

        foreach (var row in rows)
        {
            var slot = _nodeOf[row] - first;
            if (slot >= 0 && sides[slot].Count > 0)
            {
                Try(column, first + slot, sides[slot], 0, ref found[slot]);
                sides[slot] = default;
            }
        }
    }

    private void Try(int column, int node, Side side, double next, ref Question best)
    {
        var (gradient, curvature) = _totals[node];
        var restGradient = gradient - side.Gradient;
        var restCurvature = curvature - side.Curvature;
        if (side.Curvature < options.MinLeafCurvature || restCurvature < options.MinLeafCurvature)
        {
            return;
        }

        var gain = Strength(side.Gradient, side.Curvature) + Strength(restGradient, restCurvature) - Strength(gradient, curvature);
        if (gain > best.Gain && gain > 1e-10)
        {
            best = new Question(column, GiniTreeGrower.Threshold(side.Value, next), gain);
        }
    }

    private double Strength(double gradient, double curvature) => gradient * gradient / (curvature + options.Lambda + 1e-12);

    private void Divide(int first, Question[] questions)
    {
        var values = new double[_nodeOf.Length];
        var parents = (int[])_nodeOf.Clone();
        for (var slot = 0; slot < questions.Length; slot++)
        {
            var (feature, threshold, gain) = questions[slot];
            if (gain <= 0)
            {
                continue;
            }

            var (left, right) = (AddNode(), AddNode());
            _nodes[first + slot] = new TreeNode(feature, threshold, left, right, 0);
            Scatter(feature, values);
            for (var row = 0; row < parents.Length; row++)
            {
                if (parents[row] == first + slot)
                {
                    _nodeOf[row] = values[row] <= threshold ? left : right;
                }
            }

            Array.Clear(values);
        }
    }

    private void Scatter(int feature, double[] values)
    {
        var rows = columns.Rows(feature);
        for (var i = 0; i < rows.Length; i++)
        {
            values[rows[i]] = columns.Values(feature)[i];
        }
    }

    private readonly record struct Question(int Feature, double Threshold, double Gain);

    private readonly record struct Side(int Count, double Gradient, double Curvature, double Value);
}
