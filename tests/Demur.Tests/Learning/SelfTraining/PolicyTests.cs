using CsCheck;
using Demur.Learning.SelfTraining;

namespace Demur.Tests.Learning.SelfTraining;

public sealed class PolicyTests
{
    /// <summary>Two classes; sureness .9 .6 .8 (class 0) and .7 .55 (class 1).</summary>
    private static readonly PoolScores Five = new([0.9, 0.1, 0.6, 0.4, 0.8, 0.2, 0.3, 0.7, 0.45, 0.55], [0.5, 0.5]);

    [Fact]
    public void A_fixed_threshold_takes_what_reaches_it() =>
        Assert.Equal([0, 2, 3], new FixedThreshold(0.7).Choose(Five).Positions);

    [Fact]
    public void The_top_fraction_takes_the_surest_whatever_their_class()
    {
        // Two fifths of five are two: .9 and .8; the threshold is that of the last one.
        var choice = new TopFraction(0.4).Choose(Five);

        Assert.Equal([0, 2], choice.Positions);
        Assert.Equal([0.8, 0.8], choice.Thresholds);
    }

    [Fact]
    public void The_balanced_top_takes_each_class_in_its_labelled_share()
    {
        var choice = new ClassBalancedTop(0.4).Choose(Five);

        Assert.Equal([0, 3], choice.Positions);
        Assert.Equal([0.9, 0.7], choice.Thresholds);
    }

    [Fact]
    public void The_curriculum_takes_a_larger_part_each_round_and_in_the_end_all()
    {
        var policy = new Curriculum(0.5);
        var second = new PoolScores([.. Enumerable.Range(0, 5).SelectMany(row => Five.Probabilities(row).ToArray())], [0.5, 0.5], previous: Five);

        // The median of .55 .6 .7 .8 .9 is .7.
        Assert.Equal([0, 2, 3], policy.Choose(Five).Positions);
        Assert.False(policy.Choose(Five).IsLast);
        Assert.Equal([0, 1, 2, 3, 4], policy.Choose(second).Positions);
        Assert.True(policy.Choose(second).IsLast);
    }

    [Fact]
    public void The_mean_vote_takes_what_reaches_the_mean() => // of .71
        Assert.Equal([0, 2], new MeanVote().Choose(Five).Positions);

    [Fact]
    public void The_flexible_threshold_is_lower_for_the_class_less_served()
    {
        // At .65: two rows of class 0, one of class 1, two unlabelled. β = 1 and 1/2: thresholds .65 × 1 / 1 and .65 × .5 / 1.5.
        var thresholds = new FlexThreshold(0.65).Choose(Five).Thresholds;

        Assert.Equal(0.65, thresholds[0], 1e-12);
        Assert.Equal(0.65 / 3, thresholds[1], 1e-12);
    }

    [Fact]
    public void The_free_threshold_follows_the_mean_sureness_and_the_classes_shares()
    {
        // Half of 1/2 and half of .71; mean probabilities .61 and .39, averaged with 1/2: .555 and .445.
        var thresholds = new FreeThreshold(0.5).Choose(Five).Thresholds;

        Assert.Equal(0.605, thresholds[0], 1e-12);
        Assert.Equal(0.605 * 0.445 / 0.555, thresholds[1], 1e-12);
    }

    [Fact]
    public void The_soft_weight_falls_below_the_mean_like_half_a_bell()
    {
        // Without momentum: mean .71, variance (.0361 + .0121 + .0081 + .0001 + .0256) / 5 = .0164.
        var choice = new SoftWeight(2, 0).Choose(Five);

        Assert.Equal([0, 1, 2, 3, 4], choice.Positions);
        Assert.Equal(1, choice.Weights![0], 1e-12);
        Assert.Equal(Math.Exp(-0.11 * 0.11 * 4 / (2 * 0.0164)), choice.Weights[1], 1e-12);
    }

    [Fact]
    public void The_bound_is_the_sheets_formula_written_out()
    {
        var votes = from rows in Gen.Int[5, 60]
                    from classes in Gen.Int[2, 4]
                    from values in Gen.Int[0, 200].Array[rows * classes]
                    select (classes, values);

        votes.Sample(
            sample =>
            {
                var (classes, values) = sample;
                var rows = values.Length / classes;
                var m = new double[rows, classes];
                for (var x = 0; x < rows; x++)
                {
                    var sum = Enumerable.Range(0, classes).Sum(c => values[(x * classes) + c] + 1.0);
                    for (var c = 0; c < classes; c++)
                    {
                        m[x, c] = (values[(x * classes) + c] + 1) / sum;
                    }
                }

                var scores = new PoolScores([.. m.Cast<double>()], [.. Enumerable.Repeat(1.0 / classes, classes)]);
                var found = new TransductiveBound(20, StopsEarly: false).Thresholds(scores);
                for (var k = 0; k < classes; k++)
                {
                    // Bounds that agree to rounding may have their least at either place.
                    var grid = Grid(m, k, 20);
                    var least = Enumerable.Range(0, 20).Min(j => BruteForce(m, k, grid[j], 20));
                    var at = Enumerable.Range(0, 20).MinBy(j => Math.Abs(grid[j] - found[k]));
                    Assert.Equal(grid[at], found[k], 1e-12);
                    Assert.Equal(least, BruteForce(m, k, grid[at], 20), 1e-9 * Math.Max(1, least));
                }
            },
            iter: 30);
    }

    [Fact]
    public void Certain_and_right_votes_need_no_threshold_above_the_least_that_is_labelled()
    {
        // Votes of 1 and 0 alone: nothing labelled can be wrong, and any threshold above 0 keeps all.
        var scores = new PoolScores([1, 0, 1, 0, 0, 1, 0, 1], [0.5, 0.5]);

        Assert.Equal([0, 1, 2, 3], new TransductiveBound().Choose(scores).Positions);
    }

    [Fact]
    public void Scores_measure_the_largest_the_margin_or_the_entropy()
    {
        Assert.Equal(0.6, new PoolScores([0.6, 0.3, 0.1], [0.4, 0.3, 0.3]).Confidences[0], 1e-12);
        Assert.Equal(0.3, new PoolScores([0.6, 0.3, 0.1], [0.4, 0.3, 0.3], PseudoLabelScore.Margin).Confidences[0], 1e-12);
        Assert.Equal(1, new PoolScores([0, 1, 0], [0.4, 0.3, 0.3], PseudoLabelScore.NegativeEntropy).Confidences[0], 1e-12);
        Assert.Equal(0, new PoolScores([0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], PseudoLabelScore.NegativeEntropy).Confidences[0], 1e-12);
    }

    [Fact]
    public void Settings_out_of_range_are_named()
    {
        Assert.Contains("share of 0 of the pool", Error(() => new TopFraction(0).Choose(Five)), StringComparison.Ordinal);
        Assert.Contains("momentum of 1", Error(() => new FreeThreshold(1).Choose(Five)), StringComparison.Ordinal);
        Assert.Contains("grid of 1", Error(() => new TransductiveBound(1).Thresholds(Five)), StringComparison.Ordinal);
        Assert.Contains("3 probabilities do not fill rows of 2 classes", Error(() => _ = new PoolScores([1, 0, 1], [0.5, 0.5])), StringComparison.Ordinal);
    }

    private static string Error(Action action) => Assert.Throws<DemurException>(action).Message;

    private static double[] Grid(double[,] m, int k, int size)
    {
        var votes = Enumerable.Range(0, m.GetLength(0)).Select(x => m[x, k]).ToList();
        return [.. Enumerable.Range(0, size).Select(j => votes.Min() + ((votes.Max() - votes.Min()) * j / size))];
    }

    /// <summary>E_k(θ), sum by sum as the sheet prints it.</summary>
    private static double BruteForce(double[,] m, int k, double theta, int size)
    {
        var (rows, classes) = (m.GetLength(0), m.GetLength(1));
        var all = Enumerable.Range(0, rows).ToList();
        var label = all.Select(x => Enumerable.Range(0, classes).MaxBy(c => m[x, c])).ToList();
        var total = 0.0;
        foreach (var i in Enumerable.Range(0, classes).Where(i => i != k))
        {
            var share = all.Sum(x => m[x, i]);
            var constant = all.Where(x => label[x] == k).Sum(x => m[x, i] * m[x, k]) / share;
            var risk = Enumerable.Range(1, size).Select(j => theta + ((1 - theta) * j / size)).Min(gamma =>
                (all.Where(x => m[x, k] >= theta && m[x, k] < gamma).Sum(x => m[x, i]) / share)
                + (Math.Max(0, constant + Below(i, theta, share) - Below(i, gamma, share)) / gamma));
            total += share * risk;
        }

        return total / rows / Math.Max(1e-15, (double)all.Count(x => label[x] == k && m[x, k] >= theta) / rows);

        double Below(int i, double limit, double share) => all.Where(x => m[x, k] < limit).Sum(x => m[x, i] * m[x, k]) / share;
    }
}
