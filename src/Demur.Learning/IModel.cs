using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Learning;

/// <summary>A trained classifier over rows of numbers. Implementations are immutable and thread-safe.</summary>
public interface IModel
{
    /// <summary>The number of features it was trained on.</summary>
    int FeatureCount { get; }

    /// <summary>The number of classes, in the order of the examples' <see cref="ExampleSet.Classes"/>.</summary>
    int ClassCount { get; }

    /// <summary>Gives the model's own probability of each class; calibrate it before trusting its size.</summary>
    /// <param name="row">The features; columns past <see cref="FeatureCount"/> are ignored.</param>
    /// <param name="probabilities">Filled with one number a class, from 0 to 1, adding up to 1.</param>
    void Predict(SparseRow row, Span<double> probabilities);

    /// <summary>Writes the model without its kind; <see cref="LearnedModelFormat"/> writes both.</summary>
    /// <param name="writer">Where to.</param>
    void Write(ModelWriter writer);
}
