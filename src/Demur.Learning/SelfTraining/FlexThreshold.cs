namespace Demur.Learning.SelfTraining;

/// <summary>
/// FlexMatch's thresholds (Zhang and others 2021, equations 6 to 10): a class of which few rows are surely labelled gets a lower threshold, τ β/(2 - β) with β its
/// number over the largest, the surely unlabelled rows counting as one more class while they are the most. The neural method applies this to batches; here a round is the whole pool.
/// </summary>
/// <param name="Threshold">τ; .95 by default.</param>
public sealed record FlexThreshold(double Threshold = 0.95) : IPseudoLabelPolicy
{
    /// <inheritdoc/>
    public bool Relabels => true;

    /// <inheritdoc/>
    public PseudoLabelChoice Choose(PoolScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var counts = new int[scores.ClassCount];
        for (var row = 0; row < scores.RowCount; row++)
        {
            counts[scores.Labels[row]] += scores.Confidences[row] >= Threshold ? 1 : 0;
        }

        var largest = Math.Max(1, Math.Max(counts.Max(), scores.RowCount - counts.Sum()));
        return scores.Reaching([.. counts.Select(count => (double)count / largest).Select(share => Threshold * share / (2 - share))]);
    }
}
