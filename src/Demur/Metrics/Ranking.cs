namespace Demur.Metrics;

/// <summary>How well scores put positives above negatives. Scores may be infinite but must be numbers.</summary>
public static class Ranking
{
    /// <summary>The area under the ROC curve: the chance that a positive scores above a negative, ties counting half (the Mann-Whitney statistic).</summary>
    /// <param name="scores">The scores; higher speaks for positive.</param>
    /// <param name="truth">Whether each is positive.</param>
    /// <returns>The area, from 0 to 1; not-a-number when all are positive or all are negative.</returns>
    /// <exception cref="DemurException">There are none, the lists differ in length, or a score is not a number.</exception>
    public static double Auroc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth)
    {
        Samples.RequireScores(scores, truth.Length);
        var (ordered, labels) = Ascending(scores, truth);
        double twiceWins = 0;
        long negatives = 0, positives = 0;
        for (var start = 0; start < ordered.Length;)
        {
            var (end, tied) = Tie(ordered, labels, start);
            var others = end - start - tied;

            // Each positive of this score beats all negatives so far and ties with those beside it; doubled, the count stays whole.
            twiceWins += (double)tied * ((2 * negatives) + others);
            negatives += others;
            positives += tied;
            start = end;
        }

        return positives == 0 || negatives == 0 ? double.NaN : twiceWins / 2 / positives / negatives;
    }

    /// <summary>
    /// Average precision: the sum over thresholds of the step in recall times the precision there, without interpolation, as scikit-learn has it. Equal
    /// scores are one threshold.
    /// </summary>
    /// <param name="scores">The scores; higher speaks for positive.</param>
    /// <param name="truth">Whether each is positive.</param>
    /// <returns>The average precision, from 0 to 1; not-a-number when there is no positive.</returns>
    /// <exception cref="DemurException">There are none, the lists differ in length, or a score is not a number.</exception>
    public static double AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth)
    {
        Samples.RequireScores(scores, truth.Length);
        var (ordered, labels) = Ascending(scores, truth);
        Array.Reverse(ordered);
        Array.Reverse(labels);
        double sum = 0;
        var positives = 0;
        for (var start = 0; start < ordered.Length;)
        {
            var (end, tied) = Tie(ordered, labels, start);
            positives += tied;
            sum += (double)tied * positives / end;
            start = end;
        }

        return positives == 0 ? double.NaN : sum / positives;
    }

    private static (double[] Scores, bool[] Labels) Ascending(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth)
    {
        var ordered = scores.ToArray();
        var labels = truth.ToArray();
        Array.Sort(ordered, labels);
        return (ordered, labels);
    }

    private static (int End, int Positives) Tie(double[] ordered, bool[] labels, int start)
    {
        var end = start;
        var positives = 0;
        for (; end < ordered.Length && ordered[end] == ordered[start]; end++)
        {
            positives += labels[end] ? 1 : 0;
        }

        return (end, positives);
    }
}
