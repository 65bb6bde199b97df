namespace Demur.Learning.SelfTraining;

/// <summary>Labels what reaches the mean score of what is left.</summary>
public sealed record MeanVote : IPseudoLabelPolicy
{
    /// <inheritdoc/>
    public bool Relabels => false;

    /// <inheritdoc/>
    public PseudoLabelChoice Choose(PoolScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);

        // Of equal scores the mean may be rounded above them all.
        var largest = 0.0;
        foreach (var confidence in scores.Confidences)
        {
            largest = Math.Max(largest, confidence);
        }

        return scores.Reaching(Math.Min(scores.MeanConfidence, largest));
    }
}
