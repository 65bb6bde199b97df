namespace Demur.Learning.SelfTraining;

/// <summary>Labels what reaches a fixed threshold. The survey finds this below thresholds that adapt; on skewed draws of labels it collapses to the commonest class.</summary>
/// <param name="Threshold">The least score; .7 by default.</param>
public sealed record FixedThreshold(double Threshold = 0.7) : IPseudoLabelPolicy
{
    /// <inheritdoc/>
    public bool Relabels => false;

    /// <inheritdoc/>
    public PseudoLabelChoice Choose(PoolScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.Reaching(Threshold);
    }
}
