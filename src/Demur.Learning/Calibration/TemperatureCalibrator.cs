using Demur.Learning.Calibration.Internal;
using Demur.Learning.Linear;
using Demur.Learning.Models;

namespace Demur.Learning.Calibration;

/// <summary>Divides log-odds by one number (Guo et al. 2017): p = 1 / (1 + exp(−score / temperature)). Keeps the threshold at .5 and needs the fewest examples.</summary>
/// <param name="Temperature">Above 0; above 1 makes the model less sure of itself.</param>
public sealed record TemperatureCalibrator(double Temperature) : ICalibrator
{
    internal const string Kind = "temperature";
    private const double Largest = 9; // of |ln temperature|: from 0.0001 to 8,000

    /// <inheritdoc/>
    public double Calibrate(double score) => Logistic.Sigmoid(score / Temperature);

    /// <summary>Finds the temperature with the smallest log loss.</summary>
    /// <param name="scores">The log-odds of examples that the model was not trained on.</param>
    /// <param name="labels">Whether each example is positive.</param>
    /// <returns>The calibrator.</returns>
    /// <exception cref="DemurException">A score is not finite, or a class is missing.</exception>
    public static TemperatureCalibrator Fit(IReadOnlyList<double> scores, IReadOnlyList<bool> labels)
    {
        CalibrationData.Require(scores, labels);

        // The loss is convex in the inverse temperature, so its derivative there changes sign once: bisect over the logarithm.
        var (low, high) = (-Largest, Largest);
        for (var step = 0; step < 80; step++)
        {
            var middle = (low + high) / 2;
            if (Derivative(scores, labels, Math.Exp(middle)) < 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return new TemperatureCalibrator(Math.Exp(-(low + high) / 2));
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString(Kind);
        writer.WriteDouble(Temperature);
    }

    internal static TemperatureCalibrator Read(ModelReader reader)
    {
        var temperature = reader.ReadDouble();
        return temperature > 0 ? new TemperatureCalibrator(temperature) : throw reader.Damaged($"a temperature of {temperature}");
    }

    private static double Derivative(IReadOnlyList<double> scores, IReadOnlyList<bool> labels, double inverse)
    {
        var sum = 0.0;
        for (var i = 0; i < scores.Count; i++)
        {
            sum += (Logistic.Sigmoid(inverse * scores[i]) - (labels[i] ? 1 : 0)) * scores[i];
        }

        return sum;
    }
}
