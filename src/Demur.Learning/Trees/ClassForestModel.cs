using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Learning.Trees;

/// <summary>Trees over any number of classes whose votes are averaged. Immutable and thread-safe.</summary>
public sealed class ClassForestModel : IModel
{
    internal const string Kind = "class-forest";
    private readonly TreeNode[] _nodes; // children stand behind their parent
    private readonly int[] _roots;
    private readonly double[] _shares; // [leaf, class]

    private ClassForestModel(TreeNode[] nodes, int[] roots, double[] shares, int classCount, int featureCount)
    {
        _nodes = nodes;
        _roots = roots;
        _shares = shares;
        ClassCount = classCount;
        FeatureCount = featureCount;
    }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <summary>The number of trees.</summary>
    public int TreeCount => _roots.Length;

    /// <summary>All nodes, tree after tree; a leaf's value is its place in the table of the leaves' class shares.</summary>
    public ReadOnlySpan<TreeNode> Nodes => _nodes;

    /// <inheritdoc/>
    public void Predict(SparseRow row, Span<double> probabilities)
    {
        probabilities[..ClassCount].Clear();
        foreach (var root in _roots)
        {
            var node = _nodes[root];
            while (!node.IsLeaf)
            {
                node = _nodes[row.ValueAt(node.Feature) <= node.Threshold ? node.Left : node.Right];
            }

            var shares = _shares.AsSpan((int)node.Value * ClassCount, ClassCount);
            for (var label = 0; label < shares.Length; label++)
            {
                probabilities[label] += shares[label];
            }
        }

        foreach (ref var probability in probabilities[..ClassCount])
        {
            probability /= _roots.Length;
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32(FeatureCount);
        writer.WriteInt32(ClassCount);
        writer.WriteInt32s(_roots);
        writer.WriteInt32s(Array.ConvertAll(_nodes, node => node.Feature));
        writer.WriteDoubles(Array.ConvertAll(_nodes, node => node.IsLeaf ? node.Value : node.Threshold));
        writer.WriteInt32s(Array.ConvertAll(_nodes, node => node.Left));
        writer.WriteInt32s(Array.ConvertAll(_nodes, node => node.Right));
        writer.WriteDoubles(_shares);
    }

    /// <summary>Reads a forest that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The forest.</returns>
    /// <exception cref="DemurException">The file is damaged: a node leads outside, or backwards, or to no shares.</exception>
    public static ClassForestModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var featureCount = reader.ReadInt32();
        var classCount = reader.ReadInt32();
        var roots = reader.ReadInt32s();
        var features = reader.ReadInt32s();
        var values = reader.ReadDoubles();
        var lefts = reader.ReadInt32s();
        var rights = reader.ReadInt32s();
        var shares = reader.ReadDoubles();
        int[] lengths = [values.Length, lefts.Length, rights.Length];
        if (classCount < 2 || roots.Length == 0 || shares.Length % classCount != 0 || Array.Exists(lengths, length => length != features.Length))
        {
            throw reader.Damaged($"{roots.Length} trees of {features.Length} nodes and {shares.Length} shares of {classCount} classes, which do not fit together");
        }

        var nodes = new TreeNode[features.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            var isLeaf = features[i] < 0;
            nodes[i] = new TreeNode(features[i], isLeaf ? 0 : values[i], lefts[i], rights[i], isLeaf ? values[i] : 0);
            var isSound = isLeaf ? values[i] >= 0 && values[i] < shares.Length / classCount && values[i] == Math.Floor(values[i])
                : lefts[i] > i && rights[i] > i && lefts[i] < nodes.Length && rights[i] < nodes.Length && features[i] < featureCount;
            if (!isSound)
            {
                throw reader.Damaged($"a tree node {i} that leads nowhere");
            }
        }

        return Array.TrueForAll(roots, root => root >= 0 && root < nodes.Length) && Array.TrueForAll(shares, share => share is >= 0 and <= 1)
            ? new ClassForestModel(nodes, roots, shares, classCount, featureCount)
            : throw reader.Damaged("a tree without a root, or shares that are none");
    }

    internal static ClassForestModel Join(IReadOnlyList<(IReadOnlyList<TreeNode> Nodes, IReadOnlyList<double> Shares)> trees, int classCount, int featureCount)
    {
        var nodes = new List<TreeNode>();
        var shares = new List<double>();
        var roots = new int[trees.Count];
        for (var tree = 0; tree < roots.Length; tree++)
        {
            var (start, leaves) = (roots[tree] = nodes.Count, shares.Count / classCount);
            nodes.AddRange(trees[tree].Nodes.Select(node => node.IsLeaf ? node with { Value = leaves + node.Value } : node with { Left = start + node.Left, Right = start + node.Right }));
            shares.AddRange(trees[tree].Shares);
        }

        return new ClassForestModel([.. nodes], roots, [.. shares], classCount, featureCount);
    }
}
