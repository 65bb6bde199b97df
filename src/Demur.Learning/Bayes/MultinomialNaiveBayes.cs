using Demur.Learning.Bayes.Internal;
using Demur.Learning.Linear;

namespace Demur.Learning.Bayes;

/// <summary>Naive Bayes over counts or TF-IDF weights (McCallum and Nigam 1998): a class draws words with fixed odds. Its log-odds are linear, so the model is a <see cref="LinearModel"/>. Thread-safe; without chance.</summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class MultinomialNaiveBayes(NaiveBayesOptions? options = null) : IBinaryLearner
{
    /// <summary>The settings.</summary>
    public NaiveBayesOptions Options { get; } = options ?? new NaiveBayesOptions();

    /// <summary>Trains a model.</summary>
    /// <param name="examples">What to learn from; feature values are at least 0.</param>
    /// <param name="cancellationToken">Stops before the counting.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">A feature is negative, or the smoothing out of range.</exception>
    public LinearModel Fit(TrainingSet examples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        var counts = ClassCounts.Of(examples, value => value);
        var weights = new double[examples.Features.ColumnCount];
        var positiveTotal = Math.Log(counts.Positive.Sum() + (Options.Smoothing * weights.Length));
        var negativeTotal = Math.Log(counts.Negative.Sum() + (Options.Smoothing * weights.Length));
        for (var feature = 0; feature < weights.Length; feature++)
        {
            weights[feature] = Math.Log(counts.Positive[feature] + Options.Smoothing) - positiveTotal
                - (Math.Log(counts.Negative[feature] + Options.Smoothing) - negativeTotal);
        }

        return new LinearModel(weights, counts.PriorLogOdds);
    }

    IBinaryModel IBinaryLearner.Fit(TrainingSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, cancellationToken);
}
