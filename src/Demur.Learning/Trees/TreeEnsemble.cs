using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Learning.Trees;

/// <summary>Decision trees that answer together: a random forest or boosted trees. Immutable and thread-safe.</summary>
public sealed class TreeEnsemble : IBinaryModel
{
    internal const string Kind = "trees";
    private readonly TreeNode[] _nodes; // children stand behind their parent
    private readonly int[] _roots;

    internal TreeEnsemble(IReadOnlyList<IReadOnlyList<TreeNode>> trees, TreeAggregation aggregation, double baseScore, int featureCount)
    {
        Aggregation = aggregation;
        BaseScore = baseScore;
        FeatureCount = featureCount;
        _roots = new int[trees.Count];
        _nodes = new TreeNode[trees.Sum(tree => tree.Count)];
        var next = 0;
        for (var tree = 0; tree < trees.Count; tree++)
        {
            var start = _roots[tree] = next;
            foreach (var node in trees[tree])
            {
                _nodes[next++] = node.IsLeaf ? node : node with { Left = start + node.Left, Right = start + node.Right };
            }
        }
    }

    private TreeEnsemble(TreeNode[] nodes, int[] roots, TreeAggregation aggregation, double baseScore, int featureCount)
    {
        _nodes = nodes;
        _roots = roots;
        Aggregation = aggregation;
        BaseScore = baseScore;
        FeatureCount = featureCount;
    }

    /// <summary>How the trees' answers are joined.</summary>
    public TreeAggregation Aggregation { get; }

    /// <summary>The log-odds before the first boosted tree; 0 for a forest.</summary>
    public double BaseScore { get; }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <summary>The number of trees.</summary>
    public int TreeCount => _roots.Length;

    /// <summary>All nodes, tree after tree.</summary>
    public ReadOnlySpan<TreeNode> Nodes => _nodes;

    /// <inheritdoc/>
    /// <remarks>Log-odds for boosted trees; the mean probability minus one half for a forest.</remarks>
    public double Score(SparseRow row) => Aggregation == TreeAggregation.Sum ? BaseScore + Total(row) : (Total(row) / TreeCount) - 0.5;

    /// <inheritdoc/>
    public double Probability(SparseRow row) =>
        Aggregation == TreeAggregation.Sum ? Logistic.Sigmoid(Score(row)) : Total(row) / TreeCount;

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32((int)Aggregation);
        writer.WriteDouble(BaseScore);
        writer.WriteInt32(FeatureCount);
        writer.WriteInt32s(_roots);
        writer.WriteInt32s(Array.ConvertAll(_nodes, node => node.Feature));
        writer.WriteDoubles(Array.ConvertAll(_nodes, node => node.Threshold));
        writer.WriteInt32s(Array.ConvertAll(_nodes, node => node.Left));
        writer.WriteInt32s(Array.ConvertAll(_nodes, node => node.Right));
        writer.WriteDoubles(Array.ConvertAll(_nodes, node => node.Value));
    }

    /// <summary>Reads an ensemble that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The ensemble.</returns>
    /// <exception cref="DemurException">The file is damaged: a node leads outside, or backwards.</exception>
    public static TreeEnsemble Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var aggregation = (TreeAggregation)reader.ReadInt32();
        var baseScore = reader.ReadDouble();
        var featureCount = reader.ReadInt32();
        var roots = reader.ReadInt32s();
        var features = reader.ReadInt32s();
        var thresholds = reader.ReadDoubles();
        var lefts = reader.ReadInt32s();
        var rights = reader.ReadInt32s();
        var values = reader.ReadDoubles();
        int[] lengths = [thresholds.Length, lefts.Length, rights.Length, values.Length];
        if (!Enum.IsDefined(aggregation) || roots.Length == 0 || Array.Exists(lengths, length => length != features.Length))
        {
            throw reader.Damaged($"{roots.Length} trees of {features.Length} nodes whose parts differ in number");
        }

        var nodes = new TreeNode[features.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new TreeNode(features[i], thresholds[i], lefts[i], rights[i], values[i]);
            var leadsOn = nodes[i].IsLeaf || (lefts[i] > i && rights[i] > i && lefts[i] < nodes.Length && rights[i] < nodes.Length && features[i] < featureCount);
            if (!leadsOn)
            {
                throw reader.Damaged($"a tree node {i} that leads nowhere");
            }
        }

        return Array.TrueForAll(roots, root => root >= 0 && root < nodes.Length)
            ? new TreeEnsemble(nodes, roots, aggregation, baseScore, featureCount)
            : throw reader.Damaged("a tree without a root");
    }

    private double Total(SparseRow row)
    {
        var total = 0.0;
        foreach (var root in _roots)
        {
            var node = _nodes[root];
            while (!node.IsLeaf)
            {
                node = _nodes[row.ValueAt(node.Feature) <= node.Threshold ? node.Left : node.Right];
            }

            total += node.Value;
        }

        return total;
    }
}
