using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Learning;

/// <summary>A trained two-class model over sparse features. Implementations are immutable and thread-safe.</summary>
public interface IBinaryModel
{
    /// <summary>The number of features it was trained on.</summary>
    int FeatureCount { get; }

    /// <summary>How strongly a row speaks for the positive class: above 0 for it, below 0 against it; log-odds for linear probabilistic models, margins for others.</summary>
    /// <param name="row">The features.</param>
    /// <returns>The score.</returns>
    double Score(SparseRow row);

    /// <summary>The model's own probability of the positive class; calibrate it (see Calibration) before trusting its size.</summary>
    /// <param name="row">The features.</param>
    /// <returns>A number from 0 to 1, at least .5 exactly when <see cref="Score"/> is at least 0.</returns>
    double Probability(SparseRow row);

    /// <summary>Writes the model without its kind; <see cref="BinaryModelFormat"/> writes both.</summary>
    /// <param name="writer">Where to.</param>
    void Write(ModelWriter writer);
}
