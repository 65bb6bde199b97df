using Demur.Learning.Models;

namespace Demur.Learning.Calibration;

/// <summary>Turns a model's score into a probability that means what it says. Implementations are immutable and thread-safe.</summary>
public interface ICalibrator
{
    /// <summary>The probability of the positive class for a score.</summary>
    /// <param name="score">The model's score.</param>
    /// <returns>A number from 0 to 1 that never falls as the score rises.</returns>
    double Calibrate(double score);

    /// <summary>Writes the calibrator with its kind; <see cref="Calibrator.Read"/> reads it.</summary>
    /// <param name="writer">Where to.</param>
    void Write(ModelWriter writer);
}
