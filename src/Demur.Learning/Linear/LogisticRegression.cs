using Demur.Learning.Linear.Internal;

namespace Demur.Learning.Linear;

/// <summary>
/// L2-regularised logistic regression: minimises ½‖w‖² + C Σ log(1 + exp(−y (w·x + b))) by Newton's method with conjugate gradients
/// (arXiv 2306.03423, classical models; Lin, Weng and Keerthi 2008 for the solver's idea). Thread-safe; without chance.
/// </summary>
/// <param name="options">The objective; the paper's defaults when null.</param>
public sealed class LogisticRegression(LogisticOptions? options = null) : IBinaryLearner
{
    /// <summary>The objective.</summary>
    public LogisticOptions Options { get; } = options ?? new LogisticOptions();

    /// <summary>Trains a model.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="cancellationToken">Stops between Newton steps.</param>
    /// <returns>The model, with the solver's report.</returns>
    /// <exception cref="DemurException">The options are out of range.</exception>
    public LinearModel Fit(TrainingSet examples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        Options.Validate();
        return new LogisticSolver(examples, Options).Solve(cancellationToken);
    }

    IBinaryModel IBinaryLearner.Fit(TrainingSet examples, int seed, CancellationToken cancellationToken) => Fit(examples, cancellationToken);
}
