namespace Demur.Learning.Imbalance;

/// <summary>Resamples what a learner is given, so that cross-validation resamples inside each fold and never a test row. Its probabilities are those of the resampled proportions: recalibrate them before a threshold for declining. Thread-safe.</summary>
/// <param name="resampler">What changes the training examples.</param>
/// <param name="learner">What learns from them.</param>
public sealed class ResamplingLearner(IResampler resampler, ILearner learner) : ILearner
{
    /// <summary>Resamples and learns.</summary>
    /// <param name="examples">The training examples.</param>
    /// <param name="seed">The seed of both.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The examples do not suit the resampler or the learner.</exception>
    public IModel Fit(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return learner.Fit(resampler.Resample(examples, seed, cancellationToken).Examples, seed, cancellationToken);
    }

    IModel ILearner.Fit(ExampleSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, seed, cancellationToken);
}
