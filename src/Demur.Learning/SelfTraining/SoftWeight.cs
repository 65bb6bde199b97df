using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>
/// SoftMatch's weights (Chen and others 2023, equations 7 to 9): every row is labelled and counts exp(-(max(0, μ - p))² n²/(2 σ²)), with μ and σ² moving averages of the
/// mean and variance of sureness that start at one over the classes and 1. The neural method averages over batches; here over rounds.
/// </summary>
/// <param name="Deviations">n; 2 by default, above 0.</param>
/// <param name="Momentum">How much of the averages is kept each round; .5 by default, from 0 up to 1.</param>
public sealed record SoftWeight(double Deviations = 2, double Momentum = 0.5) : IPseudoLabelPolicy
{
    /// <inheritdoc/>
    public bool Relabels => true;

    /// <inheritdoc/>
    public PseudoLabelChoice Choose(PoolScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Shares.RequireMomentum(Momentum);
        if (!(Deviations > 0))
        {
            throw new DemurException(ErrorCode.Usage, $"A width of {Deviations} deviations is out of range; use a number above 0.");
        }

        var mean = Shares.Average(scores, Momentum, 1.0 / scores.ClassCount, round => round.MeanConfidence);
        var variance = Shares.Average(scores, Momentum, 1, Variance);
        var weights = new double[scores.RowCount];
        for (var row = 0; row < weights.Length; row++)
        {
            var below = Math.Max(0, mean - scores.Confidences[row]);
            weights[row] = variance > 0 ? Math.Exp(-below * below * Deviations * Deviations / (2 * variance)) : below > 0 ? 0 : 1;
        }

        return new PseudoLabelChoice([.. Enumerable.Range(0, weights.Length)], weights, [.. Enumerable.Repeat(double.NaN, scores.ClassCount)]);
    }

    private static double Variance(PoolScores round)
    {
        var sum = 0.0;
        foreach (var confidence in round.Confidences)
        {
            sum += (confidence - round.MeanConfidence) * (confidence - round.MeanConfidence);
        }

        return round.RowCount == 0 ? 0 : sum / round.RowCount;
    }
}
