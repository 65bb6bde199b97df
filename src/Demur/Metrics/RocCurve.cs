namespace Demur.Metrics;

/// <summary>Points of the ROC plane joined to a curve.</summary>
public static class RocCurve
{
    /// <summary>The area under the straight lines through (0, 0), the points by rising false positive rate and then true positive rate, and (1, 1).</summary>
    /// <param name="points">The points, in any order, with rates from 0 to 1.</param>
    /// <returns>The area by the trapezoid rule, from 0 to 1; one half for no points.</returns>
    /// <exception cref="DemurException">A rate is outside 0 to 1.</exception>
    public static double Area(IReadOnlyCollection<RocPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Require(points);
        double area = 0;
        var last = RocPoint.Never;
        foreach (var point in points.OrderBy(point => point.FalsePositiveRate).ThenBy(point => point.TruePositiveRate).Append(RocPoint.Always))
        {
            area += (point.FalsePositiveRate - last.FalsePositiveRate) * (point.TruePositiveRate + last.TruePositiveRate) / 2;
            last = point;
        }

        return area;
    }

    /// <summary>The points that thresholds on a score make, from the strictest to the loosest; equal scores are one threshold.</summary>
    /// <param name="scores">The scores; higher speaks for positive.</param>
    /// <param name="truth">Whether each is positive; both kinds must occur.</param>
    /// <returns>The points, (0, 0) and (1, 1) included.</returns>
    /// <exception cref="DemurException">There are none, the lists differ in length, a score is not a number, or all are of one kind.</exception>
    public static IReadOnlyList<RocPoint> Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> truth)
    {
        Samples.RequireScores(scores, truth.Length);
        var (ordered, labels) = (scores.ToArray(), truth.ToArray());
        var positives = labels.Count(label => label);
        var negatives = labels.Length - positives;
        if (positives == 0 || negatives == 0)
        {
            throw new DemurException(ErrorCode.BadInput, $"All {labels.Length} values are {(positives == 0 ? "negative" : "positive")}; a ROC curve needs both.");
        }

        Array.Sort(ordered, labels);
        var points = new List<RocPoint> { RocPoint.Never };
        int found = 0, mistaken = 0;
        for (var i = labels.Length - 1; i >= 0; i--)
        {
            found += labels[i] ? 1 : 0;
            mistaken += labels[i] ? 0 : 1;
            if (i == 0 || ordered[i - 1] != ordered[i])
            {
                points.Add(new RocPoint((double)mistaken / negatives, (double)found / positives));
            }
        }

        return points;
    }

    internal static void Require(IReadOnlyCollection<RocPoint> points)
    {
        foreach (var point in points)
        {
            if (!(point.FalsePositiveRate is >= 0 and <= 1) || !(point.TruePositiveRate is >= 0 and <= 1))
            {
                throw new DemurException(ErrorCode.BadInput, $"The ROC point ({point.FalsePositiveRate}, {point.TruePositiveRate}) is outside the plane; rates run from 0 to 1.");
            }
        }
    }
}
