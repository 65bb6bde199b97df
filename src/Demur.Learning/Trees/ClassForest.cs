using Demur.Learning.Trees.Internal;

namespace Demur.Learning.Trees;

/// <summary>A forest of exact Gini trees for any number of classes: <see cref="RandomForest"/>'s trees, whose leaves hold the share of every class. One tree without sampling is an unpruned decision tree. Thread-safe.</summary>
/// <param name="options">The settings; 300 trees of √p features when null.</param>
public sealed class ClassForest(RandomForestOptions? options = null) : ILearner
{
    /// <summary>The settings.</summary>
    public RandomForestOptions Options { get; } = options ?? new RandomForestOptions();

    /// <summary>Makes the learner of a single unpruned tree that looks at all features and all rows.</summary>
    /// <param name="minLeaf">The least number of different examples in a leaf; at least 1.</param>
    /// <returns>The learner.</returns>
    public static ClassForest SingleTree(int minLeaf = 1) =>
        new(new RandomForestOptions { Trees = 1, Bootstrap = false, FeaturesPerSplit = int.MaxValue, MinSplit = 2, MinLeaf = minLeaf });

    /// <summary>Trains a forest on all cores; the result does not depend on how many.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="seed">The seed of the samples and of the features looked at.</param>
    /// <param name="cancellationToken">Stops between questions of a tree.</param>
    /// <returns>The forest.</returns>
    /// <exception cref="DemurException">The options are out of range, fewer than two classes have examples, or no example has weight.</exception>
    public ClassForestModel Fit(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Options.Validate();
        if (examples.ClassCounts().Count(count => count > 0) < 2)
        {
            throw new DemurException($"All {examples.Count} examples are of the class '{examples.Classes[examples.Labels[0]]}'; a classifier needs examples of at least two classes.");
        }

        // A weight of 0 is no example: a sample of such rows alone would make a tree of nothing.
        var kept = Enumerable.Range(0, examples.Count).Where(row => examples.Weight(row) > 0).ToList();
        var set = kept.Count == examples.Count ? examples
            : kept.Count > 0 ? examples.Select(kept)
            : throw new DemurException($"All {examples.Count} examples have the weight 0; a forest needs examples that count.");
        var columns = new ColumnStore(set.Features);
        var labels = set.Labels.ToArray();
        var trees = new (IReadOnlyList<TreeNode>, IReadOnlyList<double>)[Options.Trees];
        Parallel.For(0, trees.Length, AllCores.Until(cancellationToken), tree =>
        {
            var grower = new GiniTreeGrower(set.Features, labels, set.Classes.Count, set.Weight, columns, Options, new SplitMix(seed, tree));
            trees[tree] = (grower.Grow(cancellationToken), grower.Shares);
        });
        return ClassForestModel.Join(trees, set.Classes.Count, set.Features.ColumnCount);
    }

    IModel ILearner.Fit(ExampleSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, seed, cancellationToken);
}
