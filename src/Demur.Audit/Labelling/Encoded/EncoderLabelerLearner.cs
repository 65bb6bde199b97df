using Demur.Audit.Labelling.Training;
using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Sparse;
using Demur.Sentences;

namespace Demur.Audit.Labelling.Encoded;

/// <summary>
/// Trains the second stage by stacking (Wolpert, "Stacked Generalization", 1992): the hybrid's log-odds of each response come from a hybrid that saw neither it
/// nor its source, so that the second stage learns how far the first one carries. Asks the encoder for each text once. Thread-safe.
/// </summary>
/// <param name="encoder">The encoder; stays the caller's and has to live as long as the labellers.</param>
/// <param name="options">How to train; the defaults when null.</param>
/// <param name="hybrid">How the first stage is trained; the defaults when null.</param>
public sealed class EncoderLabelerLearner(ISentenceEncoder encoder, EncoderLabelerOptions? options = null, HybridLabelerOptions? hybrid = null)
{
    private readonly RememberingSentenceEncoder _encoder = encoder as RememberingSentenceEncoder ?? new RememberingSentenceEncoder(encoder);
    private readonly HybridLabelerLearner _first = new(hybrid);

    /// <summary>How the second stage is trained.</summary>
    public EncoderLabelerOptions Options { get; } = options ?? new EncoderLabelerOptions();

    /// <summary>Trains a labeller.</summary>
    /// <param name="examples">Labelled responses of at least two sources.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The labeller.</returns>
    /// <exception cref="DemurException">There is one source only, only one class, or the options do not fit.</exception>
    public EncoderResponseLabeler Fit(IReadOnlyList<LabelledResponse> examples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Options.Validate();
        var logOdds = UnseenLogOdds(examples, cancellationToken);
        var vectors = _encoder.Encode([.. examples.Select(example => EncoderResponseLabeler.Opening(example.Response, Options.OpeningLength))], cancellationToken);
        var matrix = SparseMatrix.FromRows([.. examples.Select((_, row) => EncoderResponseLabeler.Row(logOdds[row], vectors[row]))], _encoder.Dimension + 1);
        var training = new TrainingSet(matrix, [.. examples.Select(example => example.IsRefusal)], SourceWeights.Of(examples, _first.Options.SourceBalance));
        var second = new LogisticRegression(new LogisticOptions { C = Options.C, Tolerance = 1e-6 }).Fit(training, cancellationToken);
        return new EncoderResponseLabeler(_first.Fit(examples, cancellationToken), encoder, second, Options.OpeningLength);
    }

    private double[] UnseenLogOdds(IReadOnlyList<LabelledResponse> examples, CancellationToken cancellationToken)
    {
        var sources = examples.Select(example => example.Source).ToArray();
        var folds = Math.Min(Options.Folds, sources.Distinct(StringComparer.Ordinal).Count());
        if (folds < 2)
        {
            throw new DemurException(ErrorCode.BadInput, "The second stage learns from sources held out whole, and all examples have one source; give at least two.");
        }

        var logOdds = new double[examples.Count];
        foreach (var split in Demur.Learning.Splits.Folds.Grouped(sources, folds, seed: 1))
        {
            var first = _first.Fit([.. split.Train.Select(row => examples[row])], cancellationToken);
            foreach (var row in split.Test)
            {
                logOdds[row] = first.LogOdds(examples[row].Prompt, examples[row].Response);
            }
        }

        return logOdds;
    }
}
