using CsCheck;
using Demur.Metrics;

namespace Demur.Tests.Metrics;

public sealed class RocTests
{
    [Fact]
    public void The_area_is_that_of_the_trapezoids()
    {
        // (0,0) (.2,.6) (.5,.8) (1,1): .06 + .21 + .45.
        Assert.Equal(0.72, RocCurve.Area([new(0.5, 0.8), new(0.2, 0.6)]), 1e-12);
        Assert.Equal(0.5, RocCurve.Area([]), 1e-12);
        Assert.Equal(1, RocCurve.Area([new(0, 1)]), 1e-12);
    }

    [Fact]
    public void The_area_under_the_curve_of_scores_is_the_mann_whitney_statistic()
    {
        Gen.Select(Gen.Int[0, 6].Array[3, 40], Gen.Int[0, 1000]).Sample((scores, seed) =>
        {
            var random = new SplitMix(seed);
            var truth = scores.Select((_, i) => i == 0 || (i != 1 && random.Unit() < 0.4)).ToArray();
            var values = Array.ConvertAll(scores, score => (double)score);

            Assert.Equal(Ranking.Auroc(values, truth), RocCurve.Area([.. RocCurve.Of(values, truth)]), 1e-12);
        });
    }

    [Fact]
    public void The_hull_leaves_out_what_lies_on_or_under_a_line_of_others()
    {
        RocPoint[] points = [new(0.1, 0.4), new(0.2, 0.5), new(0.3, 0.8), new(0.6, 0.6), new(0.65, 0.9), new(0.1, 0.2)];

        var hull = RocConvexHull.Of(points);

        // From (.3, .8) to (1, 1) the line passes through (.65, .9): on the line, no corner.
        Assert.Equal([new(0, 0), new(0.1, 0.4), new(0.3, 0.8), new(1, 1)], hull.Vertices);
        Assert.True(hull.IsOptimal(new(0.3, 0.8)));
        Assert.False(hull.IsOptimal(new(0.2, 0.5)));
    }

    [Fact]
    public void No_point_lies_above_its_hull_and_the_slopes_fall()
    {
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Array[0, 30].Sample(pairs =>
        {
            var points = pairs.Select(pair => new RocPoint(pair.Item1, pair.Item2)).ToList();
            var corners = RocConvexHull.Of(points).Vertices;
            for (var i = 1; i < corners.Count; i++)
            {
                var (from, to) = (corners[i - 1], corners[i]);
                Assert.True(to.FalsePositiveRate >= from.FalsePositiveRate && to.TruePositiveRate >= from.TruePositiveRate);
                Assert.All(points, point => Assert.True(
                    ((point.TruePositiveRate - from.TruePositiveRate) * (to.FalsePositiveRate - from.FalsePositiveRate))
                    - ((point.FalsePositiveRate - from.FalsePositiveRate) * (to.TruePositiveRate - from.TruePositiveRate)) <= 1e-12));
            }
        });
    }

    [Fact]
    public void Costs_and_priors_choose_the_corner_that_their_line_touches()
    {
        // Slopes of the edges: 4, 2, 2/7. Equal costs with one positive in five make lines of slope 4 (a tie: fewer false positives), with half 1.
        var hull = RocConvexHull.Of([new(0.1, 0.4), new(0.3, 0.8)]);

        Assert.Equal(4, new IsoPerformance(1, 1, 0.2).Slope, 1e-12);
        Assert.Equal(new(0.3, 0.8), hull.Best(new(1, 1, 0.5)));
        Assert.Equal(new(0.1, 0.4), hull.Best(new(1.5, 1, 1.0 / 3)));
        Assert.Equal(RocPoint.Never, hull.Best(new(1, 1, 0.1)));
        Assert.Equal(RocPoint.Always, hull.Best(new(1, 50, 0.5)));
        Assert.Equal(0.1 * 0.5 + 0.6 * 0.5, new IsoPerformance(1, 1, 0.5).ExpectedCost(new(0.1, 0.4)), 1e-12);
    }

    [Fact]
    public void Rates_and_costs_out_of_range_are_named()
    {
        Assert.Contains("(1.2, 0.5)", Assert.Throws<DemurException>(() => RocConvexHull.Of([new(1.2, 0.5)])).Message, StringComparison.Ordinal);
        Assert.Contains("costs must be above 0", Assert.Throws<DemurException>(() => new IsoPerformance(0, 1, 0.5)).Message, StringComparison.Ordinal);
        Assert.Contains("All 2 values are positive", Assert.Throws<DemurException>(() => RocCurve.Of([1, 2], [true, true])).Message, StringComparison.Ordinal);
    }
}
