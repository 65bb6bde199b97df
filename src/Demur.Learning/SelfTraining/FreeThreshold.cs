using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>
/// FreeMatch's thresholds (Wang and others 2023, equations 5 to 8): a moving average of the mean sureness, scaled for each class by its average probability over the largest
/// one's. Both start at one over the classes. The neural method averages over batches with a momentum of .999; here over rounds.
/// </summary>
/// <param name="Momentum">How much of the average is kept each round; .5 by default, from 0 up to 1.</param>
public sealed record FreeThreshold(double Momentum = 0.5) : IPseudoLabelPolicy
{
    /// <inheritdoc/>
    public bool Relabels => true;

    /// <inheritdoc/>
    public PseudoLabelChoice Choose(PoolScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Shares.RequireMomentum(Momentum);
        var start = 1.0 / scores.ClassCount;
        var threshold = Shares.Average(scores, Momentum, start, round => round.MeanConfidence);
        var shares = Enumerable.Range(0, scores.ClassCount).Select(label => Shares.Average(scores, Momentum, start, round => round.MeanProbabilities[label])).ToList();
        return scores.Reaching([.. shares.Select(share => threshold * share / shares.Max())]);
    }
}
