using Demur.Learning.Calibration.Internal;
using Demur.Learning.Linear;
using Demur.Learning.Models;

namespace Demur.Learning.Calibration;

/// <summary>A logistic curve over scores (Platt 1999, with Lin, Lin and Weng 2007's targets): p = 1 / (1 + exp(−(slope × score + offset))). Good from about 50 examples.</summary>
/// <param name="Slope">How fast the probability rises with the score; never negative when fitted.</param>
/// <param name="Offset">The log-odds of a score of 0.</param>
public sealed record PlattCalibrator(double Slope, double Offset) : ICalibrator
{
    internal const string Kind = "platt";
    private const int MaxSteps = 200;

    /// <inheritdoc/>
    public double Calibrate(double score) => Logistic.Sigmoid((Slope * score) + Offset);

    /// <summary>Fits the curve to scores of examples that the model was not trained on.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="labels">Whether each example is positive.</param>
    /// <returns>The curve; flat when the scores rank the classes the wrong way round.</returns>
    /// <exception cref="DemurException">A score is not finite, or a class is missing.</exception>
    public static PlattCalibrator Fit(IReadOnlyList<double> scores, IReadOnlyList<bool> labels)
    {
        CalibrationData.Require(scores, labels);
        var positives = labels.Count(label => label);
        var negatives = labels.Count - positives;

        // Targets short of 0 and 1 are Platt's guard against overfitting a few examples.
        var high = (positives + 1.0) / (positives + 2.0);
        var low = 1.0 / (negatives + 2.0);
        var targets = labels.Select(label => label ? high : low).ToArray();
        var fitted = Descend(scores, targets, new PlattCalibrator(0, Math.Log((positives + 1.0) / (negatives + 1.0))));
        return fitted.Slope >= 0 ? fitted : new PlattCalibrator(0, Logistic.Logit((double)positives / labels.Count));
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString(Kind);
        writer.WriteDouble(Slope);
        writer.WriteDouble(Offset);
    }

    internal static PlattCalibrator Read(ModelReader reader) => new(reader.ReadDouble(), reader.ReadDouble());

    /// <summary>Newton's method in two dimensions with step halving.</summary>
    private static PlattCalibrator Descend(IReadOnlyList<double> scores, double[] targets, PlattCalibrator curve)
    {
        var loss = curve.Loss(scores, targets);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (slopeStep, offsetStep, slope) = curve.NewtonStep(scores, targets);
            if (slope < 1e-14)
            {
                break;
            }

            var share = 1.0;
            var next = curve;
            var nextLoss = loss;
            for (; share > 1e-10; share /= 2)
            {
                next = new PlattCalibrator(curve.Slope + (share * slopeStep), curve.Offset + (share * offsetStep));
                nextLoss = next.Loss(scores, targets);
                if (nextLoss < loss - (1e-4 * share * slope))
                {
                    break;
                }
            }

            if (nextLoss >= loss)
            {
                break;
            }

            (curve, loss) = (next, nextLoss);
        }

        return curve;
    }

    private double Loss(IReadOnlyList<double> scores, double[] targets)
    {
        var loss = 0.0;
        for (var i = 0; i < targets.Length; i++)
        {
            var odds = (Slope * scores[i]) + Offset;
            loss += Logistic.Softplus(odds) - (targets[i] * odds);
        }

        return loss;
    }

    private (double Slope, double Offset, double Decrease) NewtonStep(IReadOnlyList<double> scores, double[] targets)
    {
        double slope = 0, offset = 0, h11 = 1e-12, h12 = 0, h22 = 1e-12;
        for (var i = 0; i < targets.Length; i++)
        {
            var probability = Calibrate(scores[i]);
            var error = probability - targets[i];
            var curvature = probability * (1 - probability);
            slope += error * scores[i];
            offset += error;
            h11 += curvature * scores[i] * scores[i];
            h12 += curvature * scores[i];
            h22 += curvature;
        }

        var determinant = (h11 * h22) - (h12 * h12);
        var slopeStep = -((h22 * slope) - (h12 * offset)) / determinant;
        var offsetStep = -((h11 * offset) - (h12 * slope)) / determinant;
        return (slopeStep, offsetStep, -((slope * slopeStep) + (offset * offsetStep)));
    }
}
