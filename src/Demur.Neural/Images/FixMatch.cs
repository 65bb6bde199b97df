using Demur.Neural.Images.Internal;
using Demur.Neural.Native;
using Demur.Neural.Training;
using Demur.Progress;

namespace Demur.Neural.Images;

/// <summary>
/// FixMatch (Sohn and others 2020): where a small convolutional net is sure of a weakly changed image without a label, that class becomes the label of the same image strongly
/// changed. With <see cref="FixMatchOptions.IsFlexible"/> FlexMatch (Zhang and others 2021): a class that is seldom surely told gets a lower threshold. Deviations: AdamW in
/// place of SGD, no moving average of the weights. Thread-safe, but for the process-wide number of threads of libtorch.
/// </summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class FixMatch(FixMatchOptions? options = null)
{
    /// <summary>The settings.</summary>
    public FixMatchOptions Options { get; } = options ?? new FixMatchOptions();

    /// <summary>Trains on images with and without labels.</summary>
    /// <param name="labelled">The labelled images.</param>
    /// <param name="pool">The images without labels, of the same size; labels that it has all the same go into the trace and nowhere else. Keep test images out of it.</param>
    /// <param name="progress">Receives an event a step; null for none.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>The classifier, with what was labelled.</returns>
    /// <exception cref="DemurException">The sets do not fit together, or a setting is out of range.</exception>
    public FixMatchResult Fit(ImageSet labelled, ImageSet pool, IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentNullException.ThrowIfNull(pool);
        if ((labelled.Channels, labelled.Height, labelled.Width) != (pool.Channels, pool.Height, pool.Width) || !labelled.Classes.SequenceEqual(pool.Classes, StringComparer.Ordinal))
        {
            throw new DemurException($"Labelled images of {labelled.Channels} x {labelled.Height} x {labelled.Width} and {labelled.Classes.Count} classes, others of {pool.Channels} x {pool.Height} x {pool.Width} and {pool.Classes.Count}: both must be alike.");
        }

        var labels = new PseudoLabels(pool, Options);
        var classifier = Train(labelled, pool, labels, progress, cancellationToken);
        return new FixMatchResult(classifier, labels.Given, labels.Precision);
    }

    /// <summary>Trains on labelled images alone, with the same net, steps and weak views: what the images without labels are to be compared with.</summary>
    /// <param name="labelled">The labelled images.</param>
    /// <param name="progress">Receives an event a step; null for none.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">The images have no labels, or a setting is out of range.</exception>
    public ImageClassifier FitSupervised(ImageSet labelled, IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        return Train(labelled, null, null, progress, cancellationToken);
    }

    private ImageClassifier Train(ImageSet labelled, ImageSet? pool, PseudoLabels? labels, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
    {
        Options.Validate();
        if (labelled.Labels.Count == 0)
        {
            throw new DemurException("The labelled images have no labels; give at least one image of each class.");
        }

        TorchRuntime.EnsureLoaded();
        var net = new SmallConvNet(labelled.Channels, labelled.Height, labelled.Width, labelled.Classes.Count, Options.Seed);
        try
        {
            var weights = new ImageTraining(net.Parameters);
            var loss = new FixMatchLoss(net, Options, weights, labelled, pool, labels);
            var trainer = new Trainer(weights, new TrainerOptions
            {
                Steps = Options.Steps,
                BatchSize = pool is null ? 1 : Options.LabelledBatch * Options.UnlabelledRatio,
                BucketBatches = 1,
                LearningRate = Options.LearningRate,
                Seed = Options.Seed,
            });
            trainer.Run([.. Enumerable.Range(0, pool?.Count ?? 1).Select(row => new ImageRow(row))], loss.Of, progress, cancellationToken);
            return new ImageClassifier(net, labelled);
        }
        catch
        {
            net.Dispose();
            throw;
        }
    }
}
