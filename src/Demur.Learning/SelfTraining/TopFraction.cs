using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>Labels the surest share of what is left, whatever the classes.</summary>
/// <param name="Fraction">The share of a round; .2 by default, above 0 and at most 1. At least one row is taken.</param>
public sealed record TopFraction(double Fraction = 0.2) : IPseudoLabelPolicy
{
    /// <inheritdoc/>
    public bool Relabels => false;

    /// <inheritdoc/>
    public PseudoLabelChoice Choose(PoolScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Shares.Require(Fraction);
        var rows = Shares.Surest(scores, Enumerable.Range(0, scores.RowCount)).Take((int)Math.Ceiling(Fraction * scores.RowCount)).ToList();
        var threshold = rows.Count == 0 ? double.NaN : scores.Confidences[rows[^1]];
        return new PseudoLabelChoice([.. rows.Order()], null, [.. Enumerable.Repeat(threshold, scores.ClassCount)]);
    }
}
