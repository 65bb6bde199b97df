using Demur.Learning.Linear;
using Demur.Learning.Trees.Internal;

namespace Demur.Learning.Trees;

/// <summary>Trees that each correct the sum of those before, by Newton steps on the log loss with exact splits on sparse columns (Friedman 2001; Chen and Guestrin 2016, equations 6 and 7). Thread-safe.</summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class GradientTrees(GradientTreesOptions? options = null) : IBinaryLearner
{
    /// <summary>The settings.</summary>
    public GradientTreesOptions Options { get; } = options ?? new GradientTreesOptions();

    /// <summary>Trains an ensemble; columns are searched on all cores, and the result does not depend on how many.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="seed">The seed of the rows that each tree sees.</param>
    /// <param name="cancellationToken">Stops between trees.</param>
    /// <returns>The ensemble.</returns>
    /// <exception cref="DemurException">The options are out of range.</exception>
    public TreeEnsemble Fit(TrainingSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Options.Validate();
        var columns = new ColumnStore(examples.Features);
        var start = Start(examples);
        var scores = new double[examples.Count];
        scores.AsSpan().Fill(start);
        var gradients = new double[examples.Count];
        var curvatures = new double[examples.Count];
        var trees = new List<IReadOnlyList<TreeNode>>();
        for (var tree = 0; tree < Options.Trees; tree++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Differentiate(examples, scores, gradients, curvatures);
            Drop(new SplitMix(seed, tree), gradients, curvatures);
            trees.Add(new NewtonTreeGrower(columns, Options, gradients, curvatures).Grow(scores));
        }

        return new TreeEnsemble(trees, TreeAggregation.Sum, start, examples.Features.ColumnCount);
    }

    IBinaryModel IBinaryLearner.Fit(TrainingSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, seed, cancellationToken);

    private static double Start(TrainingSet examples)
    {
        double positive = 0, total = 0;
        for (var i = 0; i < examples.Count; i++)
        {
            positive += examples.Labels[i] ? examples.Weight(i) : 0;
            total += examples.Weight(i);
        }

        // Half an example on either side keeps the log-odds finite when all weight is on one class.
        return Math.Log((positive + 0.5) / (total - positive + 0.5));
    }

    private static void Differentiate(TrainingSet examples, double[] scores, double[] gradients, double[] curvatures)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            var probability = Logistic.Sigmoid(scores[i]);
            gradients[i] = examples.Weight(i) * (probability - (examples.Labels[i] ? 1 : 0));
            curvatures[i] = examples.Weight(i) * probability * (1 - probability);
        }
    }

    private void Drop(SplitMix random, double[] gradients, double[] curvatures)
    {
        for (var i = 0; i < gradients.Length && Options.RowShare < 1; i++)
        {
            if (random.Unit() >= Options.RowShare)
            {
                (gradients[i], curvatures[i]) = (0, 0);
            }
        }
    }
}
