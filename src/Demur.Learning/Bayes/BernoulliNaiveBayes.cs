using Demur.Learning.Bayes.Internal;

namespace Demur.Learning.Bayes;

/// <summary>Naive Bayes over presence and absence (McCallum and Nigam 1998): what a text does not say speaks too. Thread-safe; without chance.</summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class BernoulliNaiveBayes(NaiveBayesOptions? options = null) : IBinaryLearner
{
    /// <summary>The settings.</summary>
    public NaiveBayesOptions Options { get; } = options ?? new NaiveBayesOptions();

    /// <summary>Trains a model.</summary>
    /// <param name="examples">What to learn from; any value above 0 counts as present.</param>
    /// <param name="cancellationToken">Stops before the counting.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">A feature is negative, or the smoothing out of range.</exception>
    public PresenceModel Fit(TrainingSet examples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        var counts = ClassCounts.Of(examples, value => value > 0 ? 1 : 0);
        var weights = new double[examples.Features.ColumnCount];
        var absent = counts.PriorLogOdds;
        for (var feature = 0; feature < weights.Length; feature++)
        {
            var positive = (counts.Positive[feature] + Options.Smoothing) / (counts.PositiveWeight + (2 * Options.Smoothing));
            var negative = (counts.Negative[feature] + Options.Smoothing) / (counts.NegativeWeight + (2 * Options.Smoothing));
            var ifAbsent = Math.Log(1 - positive) - Math.Log(1 - negative);
            absent += ifAbsent;
            weights[feature] = Math.Log(positive) - Math.Log(negative) - ifAbsent;
        }

        return new PresenceModel(weights, absent);
    }

    IBinaryModel IBinaryLearner.Fit(TrainingSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, cancellationToken);
}
