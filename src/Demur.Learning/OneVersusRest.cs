namespace Demur.Learning;

/// <summary>Makes a learner of any number of classes from one of two: a model for each class against all others, their probabilities scaled to add up to 1. With two classes it is one model, unchanged. Thread-safe.</summary>
/// <param name="learner">The learner of two classes.</param>
public sealed class OneVersusRest(IBinaryLearner learner) : ILearner
{
    /// <summary>Trains a model.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="seed">The seed of the two-class learner.</param>
    /// <param name="cancellationToken">Stops between classes.</param>
    /// <returns>The model; a class without examples has the probability 0.</returns>
    /// <exception cref="DemurException">Fewer than two classes have examples.</exception>
    public OneVersusRestModel Fit(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var counts = examples.ClassCounts();
        if (counts.Count(count => count > 0) < 2)
        {
            throw new DemurException($"All {examples.Count} examples are of the class '{examples.Classes[examples.Labels[0]]}'; a classifier needs examples of at least two classes.");
        }

        var models = counts.Length == 2
            ? [null, learner.Fit(examples.ToTwoClasses(1), seed, cancellationToken)]
            : counts.Select((count, label) => count == 0 ? null : learner.Fit(examples.ToTwoClasses(label), seed, cancellationToken)).ToArray();
        return new OneVersusRestModel(models, examples.Features.ColumnCount);
    }

    IModel ILearner.Fit(ExampleSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, seed, cancellationToken);
}
