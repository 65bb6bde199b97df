namespace Demur.Learning.Calibration.Internal;

/// <summary>Checks what calibrators are fitted on.</summary>
internal static class CalibrationData
{
    /// <summary>Throws unless every score is finite, has a label, and both classes are there.</summary>
    public static void Require(IReadOnlyList<double> scores, IReadOnlyList<bool> labels, IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        if (scores.Count != labels.Count || (weights is not null && weights.Count != scores.Count))
        {
            throw new DemurException($"There are {scores.Count} scores, {labels.Count} labels and {weights?.Count ?? scores.Count} weights; they must be equally many.");
        }

        if (!scores.All(double.IsFinite))
        {
            throw new DemurException("A score is not finite; calibrate the scores of one fitted model.");
        }

        if (!labels.Contains(true) || !labels.Contains(false))
        {
            throw new DemurException($"{labels.Count} scores hold one class only; calibration needs labelled examples of both.");
        }
    }
}
