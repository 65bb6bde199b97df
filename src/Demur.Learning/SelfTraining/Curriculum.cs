using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>Labels the surest part of the whole pool anew in each round, a larger part each time, until the last round takes all (curriculum labelling, Cascante-Bonilla and others 2021).</summary>
/// <param name="Step">By how much the part grows each round; .2 by default, above 0 and at most 1.</param>
public sealed record Curriculum(double Step = 0.2) : IPseudoLabelPolicy
{
    /// <inheritdoc/>
    public bool Relabels => true;

    /// <inheritdoc/>
    public PseudoLabelChoice Choose(PoolScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Shares.Require(Step);
        var share = Math.Min(1, (scores.Round + 1) * Step);
        var isLast = share > 1 - 1e-9 || scores.RowCount == 0;
        return scores.Reaching(isLast ? double.NegativeInfinity : Quantile(scores.Confidences.ToArray(), 1 - share)) with { IsLast = isLast };
    }

    /// <summary>The quantile with straight lines between the ordered values.</summary>
    private static double Quantile(double[] values, double share)
    {
        Array.Sort(values);
        var position = share * (values.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, values.Length - 1);
        return values[below] + ((position - below) * (values[above] - values[below]));
    }
}
