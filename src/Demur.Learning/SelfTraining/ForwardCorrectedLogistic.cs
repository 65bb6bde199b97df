using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>
/// Multinomial logistic regression that learns true classes from noisy labels: its loss compares the label with P transposed times the model's probabilities (forward
/// correction; Patrini, Rozza, Menon, Nock and Qu 2017, theorem 2). Without noise it is the plain one. Nothing is random. Thread-safe.
/// </summary>
/// <param name="options">The settings; no noise when null.</param>
public sealed class ForwardCorrectedLogistic(ForwardCorrectedLogisticOptions? options = null) : ILearner
{
    /// <summary>The settings.</summary>
    public ForwardCorrectedLogisticOptions Options { get; } = options ?? new ForwardCorrectedLogisticOptions();

    /// <summary>Trains a model.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="seed">Not used.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The model, whose probabilities are of the true classes.</returns>
    /// <exception cref="DemurException">The options are out of range, or fewer than two classes have examples.</exception>
    public SoftmaxModel Fit(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Options.Validate(examples.Classes.Count);
        if (examples.ClassCounts().Count(count => count > 0) < 2)
        {
            throw new DemurException($"All {examples.Count} examples are of the class '{examples.Classes[examples.Labels[0]]}'; a classifier needs examples of at least two classes.");
        }

        var objective = new ForwardObjective(examples, Options);
        var weights = Descent.Minimise(objective.Evaluate, new double[objective.Size], Options.MaxIterations, Options.Tolerance * examples.Count * Options.C, cancellationToken);
        return new SoftmaxModel(weights, examples.Classes.Count, examples.Features.ColumnCount);
    }

    IModel ILearner.Fit(ExampleSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, seed, cancellationToken);
}
