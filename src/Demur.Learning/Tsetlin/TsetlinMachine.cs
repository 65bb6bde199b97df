using Demur.Learning.Tsetlin.Internal;

namespace Demur.Learning.Tsetlin;

/// <summary>
/// The Tsetlin Machine (Granmo 2018; for text Berge et al., arXiv 1809.04547): for each class clauses, conjunctions of present and absent features, that vote for and against it.
/// It learns without gradients and is read as rules. Immutable and thread-safe.
/// </summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class TsetlinMachine(TsetlinOptions? options = null)
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
        MachineFit.Run(Options, features, classes, isCoalesced: false, weights, cancellationToken);

    /// <summary>Starts a training that the caller drives.</summary>
    /// <param name="featureCount">The number of features.</param>
    /// <param name="classCount">The number of classes, at least 2.</param>
    /// <returns>The trainer, before its first epoch.</returns>
    /// <exception cref="DemurException">A number or an option is out of range.</exception>
    public TsetlinTrainer Start(int featureCount, int classCount) => new(Options, featureCount, classCount, isCoalesced: false);
}
