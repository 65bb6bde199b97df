using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Learning.Bayes;

/// <summary>A linear model that sees only whether a feature is there: score = intercept + the weights of the features above 0. Immutable and thread-safe.</summary>
public sealed class PresenceModel : IBinaryModel
{
    internal const string Kind = "presence";
    private readonly double[] _weights;

    /// <summary>Makes a model of known weights; the array is kept, not copied.</summary>
    /// <param name="weights">The log-odds that each feature adds when it is there.</param>
    /// <param name="intercept">The log-odds of an empty row.</param>
    public PresenceModel(double[] weights, double intercept)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _weights = weights;
        Intercept = intercept;
    }

    /// <summary>The log-odds that each feature adds when it is there.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The log-odds of an empty row.</summary>
    public double Intercept { get; }

    /// <inheritdoc/>
    public int FeatureCount => _weights.Length;

    /// <inheritdoc/>
    public double Score(SparseRow row)
    {
        var sum = Intercept;
        for (var i = 0; i < row.Count; i++)
        {
            sum += row.Values[i] > 0 && row.Indices[i] < _weights.Length ? _weights[row.Indices[i]] : 0;
        }

        return sum;
    }

    /// <inheritdoc/>
    public double Probability(SparseRow row) => Logistic.Sigmoid(Score(row));

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
    public static PresenceModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var intercept = reader.ReadDouble();
        return new PresenceModel(reader.ReadDoubles(), intercept);
    }
}
