namespace Demur.Learning;

/// <summary>Trains classifiers of any number of classes. Implementations are immutable and thread-safe; the same examples and seed make the same model, on any number of threads.</summary>
public interface ILearner
{
    /// <summary>Trains a model.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="seed">The seed of everything random; learners without chance ignore it.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The trained model.</returns>
    /// <exception cref="DemurException">The examples do not suit the learner.</exception>
    IModel Fit(ExampleSet examples, int seed, CancellationToken cancellationToken);
}
