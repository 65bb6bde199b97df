using Demur.Learning.Trees.Internal;

namespace Demur.Learning.Trees;

/// <summary>A forest of exact Gini trees on sparse features (Breiman 2001; settings of arXiv 2306.03423). Zeros cost nothing, so 160,000 n-grams are no burden. Thread-safe.</summary>
/// <param name="options">The settings; the paper's defaults when null.</param>
public sealed class RandomForest(RandomForestOptions? options = null) : IBinaryLearner
{
    /// <summary>The settings.</summary>
    public RandomForestOptions Options { get; } = options ?? new RandomForestOptions();

    /// <summary>Trains a forest on all cores; the result does not depend on how many.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="seed">The seed of the samples and of the features looked at.</param>
    /// <param name="cancellationToken">Stops between questions of a tree.</param>
    /// <returns>The forest.</returns>
    /// <exception cref="DemurException">The options are out of range.</exception>
    public TreeEnsemble Fit(TrainingSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Options.Validate();
        var columns = new ColumnStore(examples.Features);
        var labels = Array.ConvertAll(examples.Labels.ToArray(), label => label ? 1 : 0);
        var trees = new IReadOnlyList<TreeNode>[Options.Trees];
        Parallel.For(0, trees.Length, AllCores.Until(cancellationToken), tree =>
        {
            var grower = new GiniTreeGrower(examples.Features, labels, 2, examples.Weight, columns, Options, new SplitMix(seed, tree));
            trees[tree] = [.. grower.Grow(cancellationToken).Select(node => node.IsLeaf ? node with { Value = grower.Shares[(2 * (int)node.Value) + 1] } : node)];
        });
        return new TreeEnsemble(trees, TreeAggregation.Average, 0, examples.Features.ColumnCount);
    }

    IBinaryModel IBinaryLearner.Fit(TrainingSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, seed, cancellationToken);
}
