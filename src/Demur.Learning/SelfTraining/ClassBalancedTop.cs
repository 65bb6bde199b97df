using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>Labels the surest rows of each class in the classes' proportions among the labelled rows, so that a common class cannot crowd out the others.</summary>
/// <param name="Fraction">The share of what is left in a round; .2 by default, above 0 and at most 1. A class gets fewer when fewer rows are taken for it.</param>
public sealed record ClassBalancedTop(double Fraction = 0.2) : IPseudoLabelPolicy
{
    /// <inheritdoc/>
    public bool Relabels => false;

    /// <inheritdoc/>
    public PseudoLabelChoice Choose(PoolScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Shares.Require(Fraction);
        var chosen = new List<int>();
        var thresholds = new double[scores.ClassCount];
        for (var label = 0; label < thresholds.Length; label++)
        {
            var own = label;
            var wanted = (int)Math.Ceiling(Fraction * scores.RowCount * scores.LabelledShares[label]);
            var rows = Shares.Surest(scores, Enumerable.Range(0, scores.RowCount).Where(row => scores.Labels[row] == own)).Take(wanted).ToList();
            thresholds[label] = rows.Count == 0 ? double.NaN : scores.Confidences[rows[^1]];
            chosen.AddRange(rows);
        }

        chosen.Sort();
        return new PseudoLabelChoice(chosen, null, thresholds);
    }
}
