using Demur.Neural.Encoders.Internal;
using Demur.Neural.Training;
using Demur.Progress;

namespace Demur.Neural.Encoders;

/// <summary>
/// Fine-tunes a copy of an encoder with a linear head on the mean of its states, by AdamW on the weighted binary cross-entropy. Deviation from BERT, whose head sits on the first
/// token: the mean is what sentence encoders such as MiniLM were trained for. Thread-safe, but for the process-wide number of threads of libtorch.
/// </summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class PairClassifierLearner(PairClassifierOptions? options = null)
{
    /// <summary>The settings.</summary>
    public PairClassifierOptions Options { get; } = options ?? new PairClassifierOptions();

    /// <summary>Trains.</summary>
    /// <param name="encoder">The encoder to start from; it stays as it is and the caller's.</param>
    /// <param name="examples">The rows, at least one; each is seen once an epoch, in an order of that epoch's own.</param>
    /// <param name="progress">Receives an event a step, with <c>epoch</c>, <c>loss</c>, <c>recentLoss</c> (the mean of the last 20 steps) and <c>seconds</c> among the figures; null for none.</param>
    /// <param name="cancellationToken">Stops between two layers of a forward and between two steps.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">A setting is out of range, there are no rows or one does not fit the encoder, or the loss became infinite or undefined.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PairClassifier Fit(TransformerEncoder encoder, IReadOnlyList<PairExample> examples, IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(examples);
        Options.Validate();
        if (examples.Count == 0)
        {
            throw new DemurException("There are no examples to learn from.");
        }

        var rows = PairSequence.Of(examples, encoder.Shape);
        var net = new PairNet(encoder.Net.Copy(), (ulong)Options.Seed);
        try
        {
            var training = new PairTraining(net, Options, cancellationToken);
            var trainer = new Trainer(training, Options.ForRows(rows.Length));
            trainer.Run(rows, training.Loss, progress is null ? null : new EpochProgress(progress, Options.StepsPerEpoch(rows.Length)), cancellationToken);
            return new PairClassifier(net);
        }
        catch
        {
            net.Dispose();
            throw;
        }
    }
}
