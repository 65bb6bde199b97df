namespace Demur.Learning.Tsetlin;

/// <summary>
/// The Tsetlin Machine as a learner of the floor: numbers become bits by thresholds, the bits that tell the classes apart are kept, and the machine learns rules over them.
/// Everything is learnt from the training examples alone. Immutable and thread-safe.
/// </summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class TsetlinLearner(TsetlinLearnerOptions? options = null) : ILearner
{
    /// <summary>The settings.</summary>
    public TsetlinLearnerOptions Options { get; } = options ?? new TsetlinLearnerOptions();

    /// <summary>Trains a model.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="cancellationToken">Stops between examples.</param>
    /// <returns>The model; a class without examples gets no votes.</returns>
    /// <exception cref="DemurException">Fewer than two classes have examples, no column varies, or an option is out of range.</exception>
    public TsetlinRowModel Fit(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (examples.ClassCounts().Count(count => count > 0) < 2)
        {
            throw new DemurException($"All {examples.Count} examples are of the class '{examples.Classes[examples.Labels[0]]}'; a classifier needs examples of at least two classes.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        var thresholds = Math.Clamp(Options.MaxBits / Math.Max(1, examples.Features.ColumnCount), 1, Options.MaxThresholds);
        var thermometer = new ThermometerEncoder(thresholds).Fit(examples.Features);
        var labels = examples.Labels.ToArray();
        var bits = thermometer.Transform(examples.Features);
        var kept = new ChiSquareSelector(Options.MaxBits).Select(bits, labels);
        bits = kept.Length == bits.ColumnCount ? bits : bits.SelectColumns(kept);
        var trainer = new TsetlinTrainer(Options.Machine with { Seed = seed }, bits.ColumnCount, examples.Classes.Count, Options.IsCoalesced);
        trainer.PartialFit(bits, labels, Options.Machine.Epochs, [.. Enumerable.Range(0, examples.Count).Select(examples.Weight)], cancellationToken);
        return new TsetlinRowModel(thermometer, kept, trainer.ToModel());
    }

    IModel ILearner.Fit(ExampleSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, seed, cancellationToken);
}
