using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Learning.Linear;

/// <summary>Weights and an intercept: score = w·x + b. What logistic regression, linear SVM and naive Bayes come to. Immutable and thread-safe.</summary>
public sealed class LinearModel : IBinaryModel
{
    internal const string Kind = "linear";
    private readonly double[] _weights;

    /// <summary>Makes a model of known weights; the array is kept, not copied.</summary>
    /// <param name="weights">One weight for each feature, positive for the positive class.</param>
    /// <param name="intercept">The score of an empty row.</param>
    /// <param name="report">How the solver ended, when there was one.</param>
    public LinearModel(double[] weights, double intercept, SolverReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _weights = weights;
        Intercept = intercept;
        Report = report;
    }

    /// <summary>One weight for each feature.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The score of an empty row.</summary>
    public double Intercept { get; }

    /// <summary>How the solver ended; null for models without one and for loaded models.</summary>
    public SolverReport? Report { get; }

    /// <inheritdoc/>
    public int FeatureCount => _weights.Length;

    /// <inheritdoc/>
    public double Score(SparseRow row) => row.Dot(_weights) + Intercept;

    /// <inheritdoc/>
    public double Probability(SparseRow row) => Logistic.Sigmoid(Score(row));

    /// <summary>The features with the largest absolute weights (arXiv 2306.03423, step 8).</summary>
    /// <param name="count">How many at most; 18 in the paper.</param>
    /// <returns>The features and their weights, by descending weight; equal ones by feature.</returns>
    public IReadOnlyList<(int Feature, double Weight)> Strongest(int count = 18) =>
        [.. Enumerable.Range(0, _weights.Length)
            .OrderByDescending(feature => Math.Abs(_weights[feature]))
            .Take(count)
            .OrderByDescending(feature => _weights[feature])
            .Select(feature => (feature, _weights[feature]))];

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteDouble(Intercept);
        writer.WriteDoubles(_weights);
    }

    /// <summary>Reads a model that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static LinearModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var intercept = reader.ReadDouble();
        return new LinearModel(reader.ReadDoubles(), intercept);
    }
}
