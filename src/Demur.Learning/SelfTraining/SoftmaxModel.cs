using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Learning.SelfTraining;

/// <summary>A linear score for each class, turned into probabilities by the softmax. Immutable and thread-safe.</summary>
public sealed class SoftmaxModel : IModel
{
    internal const string Kind = "softmax";
    private readonly double[] _weights; // [class, column], the intercept last

    internal SoftmaxModel(double[] weights, int classCount, int featureCount)
    {
        _weights = weights;
        ClassCount = classCount;
        FeatureCount = featureCount;
    }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <summary>The weight of a feature for a class.</summary>
    /// <param name="label">The class.</param>
    /// <param name="feature">The feature; <see cref="FeatureCount"/> is the intercept.</param>
    /// <returns>The weight.</returns>
    public double Weight(int label, int feature) => _weights[(label * (FeatureCount + 1)) + feature];

    /// <inheritdoc/>
    public void Predict(SparseRow row, Span<double> probabilities) => Probabilities(_weights, FeatureCount + 1, row, probabilities[..ClassCount]);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32(FeatureCount);
        writer.WriteInt32(ClassCount);
        writer.WriteDoubles(_weights);
    }

    /// <summary>Reads a model that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static SoftmaxModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var featureCount = reader.ReadInt32();
        var classCount = reader.ReadInt32();
        var weights = reader.ReadDoubles();
        return featureCount >= 0 && classCount >= 2 && weights.LongLength == classCount * (featureCount + 1L) && Array.TrueForAll(weights, double.IsFinite)
            ? new SoftmaxModel(weights, classCount, featureCount)
            : throw reader.Damaged($"{weights.Length} weights for {classCount} classes over {featureCount} features");
    }

    internal static void Probabilities(double[] weights, int width, SparseRow row, Span<double> probabilities)
    {
        var largest = double.NegativeInfinity;
        for (var label = 0; label < probabilities.Length; label++)
        {
            var own = weights.AsSpan(label * width, width);
            probabilities[label] = own[^1] + row.Dot(own[..^1]);
            largest = Math.Max(largest, probabilities[label]);
        }

        var sum = 0.0;
        foreach (ref var probability in probabilities)
        {
            probability = Math.Exp(probability - largest);
            sum += probability;
        }

        foreach (ref var probability in probabilities)
        {
            probability /= sum;
        }
    }
}
