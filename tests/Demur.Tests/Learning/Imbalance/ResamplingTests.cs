using Demur.Learning;
using Demur.Learning.Imbalance;
using Demur.Learning.Sparse;
using Demur.Learning.Trees;

namespace Demur.Tests.Learning.Imbalance;

public sealed class ResamplingTests
{
    [Theory]
    [InlineData(100, 10)]
    [InlineData(200, 5)] // twice as many minority rows as majority rows
    [InlineData(25, 40)]
    [InlineData(10, 90)] // 100 would be wanted, 90 are there
    public void Under_sampling_leaves_the_stated_majority(double percent, int expected)
    {
        var set = ImbalanceData.Clouds(1, 90, 10, 3);

        var result = new RandomUnderSampler(new() { MinorityPercent = percent }).Resample(set, 4, TestContext.Current.CancellationToken);

        Assert.Equal([expected, 10], result.Examples.ClassCounts());
        Assert.Equal(result.SourceIndices.ToArray().Distinct().Order(), result.SourceIndices.ToArray());
    }

    [Fact]
    public void Copying_makes_only_rows_that_were_there()
    {
        var set = ImbalanceData.Clouds(1, 40, 10, 3);

        var result = new RandomOverSampler().Resample(set, 4, TestContext.Current.CancellationToken);

        Assert.Equal([40, 40], result.Examples.ClassCounts());
        Assert.All(Enumerable.Range(0, 80), row => Assert.Equal(ImbalanceData.Dense(set, result.SourceIndices[row]), ImbalanceData.Dense(result.Examples, row)));
    }

    [Fact]
    public void The_papers_combination_keeps_track_of_every_row_to_the_first_set()
    {
        // 200 % of 10 are 20 more; 30 are 150 % of 20.
        var set = ImbalanceData.Clouds(1, 90, 10, 3);

        var result = ResamplingPipeline.SmoteAndUnderSample(200, 150, "rare").Resample(set, 4, TestContext.Current.CancellationToken);

        Assert.Equal([20, 30], result.Examples.ClassCounts());
        Assert.Equal(20, result.SyntheticCount);
        for (var row = 0; row < result.Examples.Count; row++)
        {
            Assert.Equal(result.Examples.Labels[row], set.Labels[result.SourceIndices[row]]);
            Assert.Equal(!result.IsSynthetic[row], ImbalanceData.Dense(set, result.SourceIndices[row]).SequenceEqual(ImbalanceData.Dense(result.Examples, row)));
            Assert.Equal(result.IsSynthetic[row], result.PartnerIndices[row] >= 0);
        }
    }

    [Fact]
    public void A_minority_that_has_outgrown_the_others_is_named_for_under_sampling()
    {
        var set = ImbalanceData.Clouds(1, 30, 10, 3);

        var result = ResamplingPipeline.SmoteAndUnderSample(500, 600, "rare").Resample(set, 4, TestContext.Current.CancellationToken);

        Assert.Equal([10, 60], result.Examples.ClassCounts());
        var error = Assert.Throws<DemurException>(() => new RandomUnderSampler(new() { Minority = "rrare" }).Resample(set));
        Assert.Contains("'rrare' has no example; the classes are 'common', 'rare'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Made_rows_that_cleaning_keeps_stay_marked()
    {
        var set = ImbalanceData.Toy(ImbalanceData.Fixture("toy"));

        var result = new ResamplingPipeline(new Smote(), new EditedNearestNeighbours(new() { Scope = CleaningScope.All })).Resample(set, 4, TestContext.Current.CancellationToken);

        Assert.InRange(result.SyntheticCount, 1, 60);
        Assert.True(result.Examples.Count < 180);
        Assert.All(Enumerable.Range(0, result.Examples.Count).Where(row => result.IsSynthetic[row]), row => Assert.Equal(1, set.Labels[result.SourceIndices[row]]));
    }

    [Fact]
    public void A_tomek_link_is_a_mutual_nearest_pair_of_two_classes()
    {
        // 0 and 1 are mutual (distance 1, rows of both classes); 5 and 6 are mutual but alike; 2.5 has 1 as its nearest, which prefers 0.
        var set = new ExampleSet(SparseMatrix.FromDense([[0.0], [1], [2.5], [5], [6]]), [0, 1, 0, 0, 0], ImbalanceData.Classes);

        Assert.Equal([(0, 1)], TomekLinks.Find(set, TestContext.Current.CancellationToken));
        Assert.Equal([1, 2, 3, 4], new TomekLinks().Resample(set, cancellationToken: TestContext.Current.CancellationToken).SourceIndices.ToArray());
        Assert.Equal([2, 3, 4], new TomekLinks(CleaningScope.All).Resample(set, cancellationToken: TestContext.Current.CancellationToken).SourceIndices.ToArray());
    }

    [Fact]
    public void A_resampling_learner_learns_from_the_resampled_rows()
    {
        // One rare row among 19 at the same place: a leaf's share is 1/20 as they are, one half after copying.
        var set = new ExampleSet(SparseMatrix.FromDense([.. Enumerable.Repeat(new[] { 1.0 }, 20)]), [1, .. new int[19]], ImbalanceData.Classes);
        var probabilities = new double[2];

        new ResamplingLearner(new RandomOverSampler(), ClassForest.SingleTree()).Fit(set, cancellationToken: TestContext.Current.CancellationToken).Predict(set.Features.Row(0), probabilities);

        Assert.Equal([0.5, 0.5], probabilities);
    }

    [Fact]
    public void A_sweep_repeats_and_its_hull_lies_above_its_curves()
    {
        var set = ImbalanceData.Clouds(3, 120, 24, 3);
        var sweep = new RocSweep(ClassForest.SingleTree(2), new() { SmotePercents = [0, 200], MinorityPercents = [25, 100, 400], Folds = 4 });

        var result = sweep.Run(set, 2, TestContext.Current.CancellationToken);

        Assert.Equal(6, result.Settings.Count);
        Assert.Equal(result.Settings, sweep.Run(set, 2, TestContext.Current.CancellationToken).Settings);
        Assert.True(result.Hull.Area >= Math.Max(result.Area(0), result.Area(200)));
        Assert.NotEmpty(result.Optimal);
        Assert.True(result.Settings[2].Point.TruePositiveRate > result.Settings[0].Point.TruePositiveRate);
    }

    [Fact]
    public void Useless_settings_are_refused()
    {
        var set = ImbalanceData.Clouds(1, 20, 2, 2);

        Assert.Contains("looks at 3 rows of the smallest class, 'rare', which has 2", Assert.Throws<DemurException>(() => new NearMiss().Resample(set)).Message, StringComparison.Ordinal);
        Assert.Contains("out of range", Assert.Throws<DemurException>(() => new RandomUnderSampler(new() { MinorityPercent = 0 }).Resample(set)).Message, StringComparison.Ordinal);
        Assert.Contains("no steps", Assert.Throws<DemurException>(() => new ResamplingPipeline()).Message, StringComparison.Ordinal);
    }
}
