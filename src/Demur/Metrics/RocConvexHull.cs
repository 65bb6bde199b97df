namespace Demur.Metrics;

/// <summary>
/// The upper convex hull of classifiers in the ROC plane (Provost and Fawcett 2001): only a classifier on it can be the best one for some costs and
/// priors. (0, 0) and (1, 1), which need no classifier, belong to it. Immutable.
/// </summary>
public sealed class RocConvexHull
{
    private RocConvexHull(IReadOnlyList<RocPoint> vertices)
    {
        Vertices = vertices;
    }

    /// <summary>The corners from (0, 0) to (1, 1), each once.</summary>
    public IReadOnlyList<RocPoint> Vertices { get; }

    /// <summary>The area under the hull, from one half to 1.</summary>
    public double Area => RocCurve.Area([.. Vertices]);

    /// <summary>Finds the hull by a monotone chain.</summary>
    /// <param name="points">The classifiers; (0, 0) and (1, 1) are added.</param>
    /// <returns>The hull.</returns>
    /// <exception cref="DemurException">A rate is outside 0 to 1.</exception>
    public static RocConvexHull Of(IReadOnlyCollection<RocPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        RocCurve.Require(points);
        var hull = new List<RocPoint>();
        var ordered = points.Append(RocPoint.Never).Append(RocPoint.Always).Distinct().OrderBy(point => point.FalsePositiveRate).ThenBy(point => point.TruePositiveRate);
        foreach (var point in ordered)
        {
            while (hull.Count >= 2 && Turn(hull[^2], hull[^1], point) >= 0)
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(point);
        }

        return new RocConvexHull(hull);
    }

    /// <summary>Whether a classifier is a corner of the hull, and so the single best one for some costs and priors.</summary>
    /// <param name="point">One of the points that the hull was made of.</param>
    /// <returns>True for a corner.</returns>
    public bool IsOptimal(RocPoint point) => Vertices.Contains(point);

    /// <summary>The corner where an iso-performance line touches the hull: the best classifier for these costs and this prior.</summary>
    /// <param name="line">The costs and the prior.</param>
    /// <returns>The corner of least expected cost; of equal ones that with the fewest false positives.</returns>
    public RocPoint Best(IsoPerformance line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Vertices.MinBy(line.ExpectedCost);
    }

    /// <summary>Above 0 when the path turns left, which an upper hull must not.</summary>
    private static double Turn(RocPoint first, RocPoint second, RocPoint third) =>
        ((second.FalsePositiveRate - first.FalsePositiveRate) * (third.TruePositiveRate - first.TruePositiveRate))
        - ((second.TruePositiveRate - first.TruePositiveRate) * (third.FalsePositiveRate - first.FalsePositiveRate));
}
