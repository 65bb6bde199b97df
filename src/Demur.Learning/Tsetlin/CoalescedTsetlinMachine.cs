using Demur.Learning.Tsetlin.Internal;

namespace Demur.Learning.Tsetlin;

/// <summary>
/// The coalesced Tsetlin Machine (Glimsdal and Granmo 2021, arXiv 2108.07594): all classes share one set of clauses, each with a weight for every class, whose sign says for or
/// against. Several times smaller and faster with many classes. Immutable and thread-safe.
/// </summary>
/// <param name="options">The settings; the defaults when null. <see cref="TsetlinOptions.Weighted"/> is always on.</param>
public sealed class CoalescedTsetlinMachine(TsetlinOptions? options = null)
{
    /// <summary>The settings.</summary>
    public TsetlinOptions Options { get; } = options ?? new TsetlinOptions();

    /// <summary>Trains a model for <see cref="TsetlinOptions.Epochs"/> epochs.</summary>
    /// <param name="features">The examples' features.</param>
    /// <param name="classes">Each example's class, from 0.</param>
    /// <param name="weights">How much each example counts; 1 each when null.</param>
    /// <param name="cancellationToken">Stops between examples.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The examples or the options cannot be used; the message says why.</exception>
    public TsetlinModel Fit(BitMatrix features, IReadOnlyList<int> classes, IReadOnlyList<double>? weights = null, CancellationToken cancellationToken = default) =>
        MachineFit.Run(Options, features, classes, isCoalesced: true, weights, cancellationToken);

    /// <summary>Starts a training that the caller drives.</summary>
    /// <param name="featureCount">The number of features.</param>
    /// <param name="classCount">The number of classes, at least 2.</param>
    /// <returns>The trainer, before its first epoch.</returns>
    /// <exception cref="DemurException">A number or an option is out of range.</exception>
    public TsetlinTrainer Start(int featureCount, int classCount) => new(Options, featureCount, classCount, isCoalesced: true);
}
