using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>
/// The thresholds of multi-class self-learning (MSLA; Feofanov, Devijver and Amini 2019, as in the survey arXiv 2202.12040): for each class the one that minimises a
/// transductive bound of the error among the rows it would label, given that the votes are the classes' true probabilities. Made for the vote shares of a
/// forest of about 200 trees.
/// </summary>
/// <param name="GridSize">The thresholds tried between a class's least and largest vote, and the steps of the inner minimum; 50 by default.</param>
/// <param name="StopsEarly">Whether both searches end once the value has risen twice in a row after the fourth step, as in the authors' code; false by default, for votes of a hundred
/// labelled rows have several dips, and the first one may lie half the grid from the minimum.</param>
public sealed record TransductiveBound(int GridSize = 50, bool StopsEarly = false) : IPseudoLabelPolicy
{
    /// <inheritdoc/>
    public bool Relabels => false;

    /// <inheritdoc/>
    public PseudoLabelChoice Choose(PoolScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.Reaching(Thresholds(scores));
    }

    /// <summary>Finds the threshold of each class.</summary>
    /// <param name="scores">The votes.</param>
    /// <returns>One threshold a class.</returns>
    /// <exception cref="DemurException">The grid has fewer than two steps.</exception>
    public IReadOnlyList<double> Thresholds(PoolScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (GridSize < 2)
        {
            throw new DemurException(ErrorCode.Usage, $"A grid of {GridSize} thresholds finds no minimum; use 2 or more.");
        }

        return [.. Enumerable.Range(0, scores.ClassCount).Select(label => scores.RowCount == 0 ? 0 : Threshold(new ConditionalError(scores, label)))];
    }

    private double Threshold(ConditionalError error)
    {
        var scan = new GridScan(StopsEarly);
        var width = error.LargestVote - error.LeastVote;
        for (var step = 0; step < GridSize && !scan.IsOver; step++)
        {
            var threshold = error.LeastVote + (width * step / GridSize);
            scan.Add(threshold, error.Bound(threshold, GridSize, StopsEarly));
        }

        return scan.Best;
    }
}
