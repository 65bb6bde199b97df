namespace Demur.Learning;

/// <summary>Trains two-class models. Implementations are immutable and thread-safe; the same examples and seed make the same model, on any number of threads.</summary>
public interface IBinaryLearner
{
    /// <summary>Trains a model.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="seed">The seed of everything random; learners without chance ignore it.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The trained model.</returns>
    IBinaryModel Fit(TrainingSet examples, int seed, CancellationToken cancellationToken);
}
