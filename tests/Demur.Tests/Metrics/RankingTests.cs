using CsCheck;
using Demur.Metrics;

namespace Demur.Tests.Metrics;

public sealed class RankingTests
{
    private static readonly Gen<(double Score, bool Truth)[]> Samples =
        Gen.Select(Gen.Int[0, 6].Select(score => score / 6.0), Gen.Bool).Array[1, 40];

    [Theory]
    [InlineData(new[] { 0.1, 0.4, 0.35, 0.8 }, new[] { false, false, true, true }, 0.75)]
    [InlineData(new[] { 0.5, 0.5, 0.5, 0.5 }, new[] { false, true, false, true }, 0.5)]
    [InlineData(new[] { double.NegativeInfinity, double.PositiveInfinity }, new[] { false, true }, 1.0)]
    [InlineData(new[] { 0.5, 0.5, 0.9 }, new[] { false, true, true }, 0.75)]
    public void Auroc_counts_won_pairs_and_half_the_ties(double[] scores, bool[] truth, double expected) =>
        Assert.Equal(expected, Ranking.Auroc(scores, truth), 1e-15);

    [Fact]
    public void Auroc_agrees_with_comparing_every_pair() => Samples.Sample(samples =>
    {
        var positives = samples.Where(sample => sample.Truth).ToList();
        var negatives = samples.Where(sample => !sample.Truth).ToList();
        var wins = positives.Sum(p => negatives.Sum(n => p.Score > n.Score ? 1 : p.Score == n.Score ? 0.5 : 0));

        var area = Ranking.Auroc([.. samples.Select(sample => sample.Score)], [.. samples.Select(sample => sample.Truth)]);

        return positives.Count == 0 || negatives.Count == 0
            ? double.IsNaN(area)
            : Math.Abs(area - (wins / positives.Count / negatives.Count)) < 1e-12;
    });

    [Fact]
    public void Order_does_not_matter() => Samples.Sample(samples =>
    {
        double[] scores = [.. samples.Select(sample => sample.Score)];
        bool[] truth = [.. samples.Select(sample => sample.Truth)];
        double[] reversedScores = [.. scores.Reverse()];
        bool[] reversedTruth = [.. truth.Reverse()];

        return Ranking.Auroc(scores, truth).Equals(Ranking.Auroc(reversedScores, reversedTruth))
            && Ranking.AveragePrecision(scores, truth).Equals(Ranking.AveragePrecision(reversedScores, reversedTruth));
    });

    [Fact]
    public void Average_precision_adds_precision_at_each_step_of_recall()
    {
        // By hand: thresholds 0.8 (precision 1), 0.4 (1/2), 0.35 (2/3); recall steps 1/2, 0, 1/2.
        Assert.Equal((1.0 / 2) + (2.0 / 3 / 2), Ranking.AveragePrecision([0.1, 0.4, 0.35, 0.8], [false, false, true, true]), 1e-15);
        Assert.True(double.IsNaN(Ranking.AveragePrecision([0.1], [false])));
    }

    [Fact]
    public void What_cannot_be_ranked_is_named()
    {
        Assert.Equal("Score 1 is not a number; leave out what could not be scored.", Message(() => Ranking.Auroc([0.1, double.NaN], [true, false])));
        Assert.Equal("A metric was given 1 true values and 2 predicted ones; give one prediction for each.", Message(() => Ranking.Auroc([0.1, 0.2], [true])));
        Assert.Equal("A metric was given no values; give at least one.", Message(() => Ranking.AveragePrecision([], [])));
    }

    private static string Message(Action action) => Assert.Throws<DemurException>(action).Message;
}
