using Demur.Learning.Linear;

namespace Demur.Audit.Labelling;

/// <summary>
/// A labeller's log-odds made right for one model's answers: scale × log-odds + offset. Rankings carry over between models, thresholds do not
/// (arXiv 2306.03423 across its sources), so the offset moves freely and the scale is held near 1.
/// </summary>
/// <param name="Scale">The factor; above 0.</param>
/// <param name="Offset">What is added.</param>
internal readonly record struct LogitCalibration(double Scale, double Offset)
{
    private const double ScalePenalty = 10;
    private const double OffsetPenalty = 0.02;
    private const double LeastScale = 0.1;
    private const int Steps = 50;

    /// <summary>Leaves log-odds as they are.</summary>
    public static LogitCalibration None { get; } = new(1, 0);

    /// <summary>Applies the calibration.</summary>
    /// <param name="logOdds">The labeller's own log-odds.</param>
    /// <returns>The calibrated log-odds.</returns>
    public double LogOdds(double logOdds) => (Scale * logOdds) + Offset;

    /// <summary>Applies the calibration.</summary>
    /// <param name="logOdds">The labeller's own log-odds.</param>
    /// <returns>P(refusal).</returns>
    public double Probability(double logOdds) => Logistic.Sigmoid(LogOdds(logOdds));

    /// <summary>
    /// Fits scale and offset by penalised maximum likelihood with Newton's method: ScalePenalty/2 (scale − 1)² + OffsetPenalty/2 offset² + Σ loss.
    /// </summary>
    /// <param name="logOdds">The labeller's log-odds of each answer.</param>
    /// <param name="labels">Whether each answer is a refusal.</param>
    /// <returns>The calibration.</returns>
    public static LogitCalibration Fit(IReadOnlyList<double> logOdds, IReadOnlyList<bool> labels)
    {
        var (scale, offset) = (1.0, 0.0);
        for (var step = 0; step < Steps; step++)
        {
            var (gradScale, gradOffset) = (ScalePenalty * (scale - 1), OffsetPenalty * offset);
            var (curveScale, curveBoth, curveOffset) = (ScalePenalty, 0.0, OffsetPenalty);
            for (var i = 0; i < labels.Count; i++)
            {
                var p = Logistic.Sigmoid((scale * logOdds[i]) + offset);
                var error = p - (labels[i] ? 1 : 0);
                var curve = Math.Max(p * (1 - p), 1e-9);
                gradScale += error * logOdds[i];
                gradOffset += error;
                curveScale += curve * logOdds[i] * logOdds[i];
                curveBoth += curve * logOdds[i];
                curveOffset += curve;
            }

            var determinant = (curveScale * curveOffset) - (curveBoth * curveBoth);
            var moveScale = ((curveOffset * gradScale) - (curveBoth * gradOffset)) / determinant;
            var moveOffset = ((curveScale * gradOffset) - (curveBoth * gradScale)) / determinant;
            var length = Math.Max(1, Math.Max(Math.Abs(moveScale), Math.Abs(moveOffset)));
            (scale, offset) = (Math.Max(LeastScale, scale - (moveScale / length)), offset - (moveOffset / length));
        }

        return new LogitCalibration(scale, offset);
    }
}
