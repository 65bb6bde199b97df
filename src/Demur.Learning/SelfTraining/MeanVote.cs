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
        return scores.Reaching(scores.MeanConfidence);
    }
}
