using CsCheck;
using Demur.Learning;
using Demur.Learning.Imbalance;
using Demur.Learning.Neighbours;
using Demur.Learning.Sparse;

namespace Demur.Tests.Learning.Imbalance;

public sealed class SmoteTests
{
    [Fact]
    public void Every_made_row_lies_between_a_row_and_one_of_its_nearest_of_the_class()
    {
        var sets = from seed in Gen.Int[0, 10_000]
                   from rare in Gen.Int[4, 40]
                   from columns in Gen.Int[1, 8]
                   from zeros in Gen.Double[0, 0.8]
                   select (seed, set: ImbalanceData.Clouds(seed, 50, rare, columns, zeros));

        sets.Sample(
            sample =>
            {
                var result = new Smote(new() { Neighbours = 3 }).Resample(sample.set, sample.seed);
                var minority = Enumerable.Range(50, sample.set.Count - 50).ToArray();
                var near = new NearestNeighbours(sample.set.Features.Select(minority)).OfEach(3);
                for (var row = sample.set.Count; row < result.Examples.Count; row++)
                {
                    var (source, partner) = (result.SourceIndices[row], result.PartnerIndices[row] < 0 ? result.SourceIndices[row] : result.PartnerIndices[row]);
                    Assert.Contains(Array.IndexOf(minority, partner), near.Rows(source - 50).ToArray().Append(source - 50));
                    AssertOnSegment(ImbalanceData.Dense(sample.set, source), ImbalanceData.Dense(sample.set, partner), ImbalanceData.Dense(result.Examples, row));
                }
            },
            iter: 40);
    }

    [Theory]
    [InlineData(50, 15)] // half of the 30, once
    [InlineData(100, 30)]
    [InlineData(350, 105)] // three of each and one more of half
    [InlineData(1, 0)] // floor(30 / 100)
    [InlineData(333, 99)] // 3 × 30 + floor(30 × 33 / 100)
    public void A_percentage_makes_exactly_the_stated_number(int percent, int expected)
    {
        var set = ImbalanceData.Clouds(1, 80, 30, 4);

        var result = new Smote(new() { Amount = OversamplingAmount.Percent(percent) }).Resample(set, 3, TestContext.Current.CancellationToken);

        Assert.Equal(expected, result.SyntheticCount);
        var perBase = result.SourceIndices[set.Count..].ToArray().CountBy(source => source).ToDictionary(pair => pair.Key, pair => pair.Value);
        Assert.All(Enumerable.Range(80, 30), row => Assert.InRange(perBase.GetValueOrDefault(row), percent / 100, (percent / 100) + 1));
        Assert.All(result.Examples.Labels[set.Count..].ToArray(), label => Assert.Equal(1, label));
    }

    [Fact]
    public void A_ratio_and_a_count_make_exactly_what_is_asked()
    {
        var set = ImbalanceData.Clouds(1, 80, 30, 4);

        Assert.Equal([80, 80], new Smote().Resample(set, cancellationToken: TestContext.Current.CancellationToken).Examples.ClassCounts());
        Assert.Equal([80, 60], new Smote(new() { Amount = OversamplingAmount.Ratio(0.75) }).Resample(set, cancellationToken: TestContext.Current.CancellationToken).Examples.ClassCounts());
        Assert.Equal([80, 37], new Smote(new() { Amount = OversamplingAmount.Count(7) }).Resample(set, cancellationToken: TestContext.Current.CancellationToken).Examples.ClassCounts());
        Assert.Equal([80, 30], new Smote(new() { Amount = OversamplingAmount.Ratio(0.2) }).Resample(set, cancellationToken: TestContext.Current.CancellationToken).Examples.ClassCounts());
    }

    [Fact]
    public async Task A_seed_repeats_on_one_core_and_on_many_and_another_differs()
    {
        var set = ImbalanceData.Clouds(2, 300, 90, 12);
        var exclusive = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maxConcurrencyLevel: 1).ExclusiveScheduler;

        var many = Made(new Smote().Resample(set, 5, TestContext.Current.CancellationToken));
        var one = await Task.Factory.StartNew(() => Made(new Smote().Resample(set, 5, CancellationToken.None)), TestContext.Current.CancellationToken, TaskCreationOptions.None, exclusive);

        Assert.Equal(many, one);
        Assert.NotEqual(many, Made(new Smote().Resample(set, 6, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_gap_for_each_attribute_fills_the_box_and_leaves_the_segment()
    {
        var set = ImbalanceData.Clouds(3, 60, 20, 3);

        var result = new Smote(new() { GapPerAttribute = true }).Resample(set, 4, TestContext.Current.CancellationToken);

        var isOff = false;
        for (var row = set.Count; row < result.Examples.Count; row++)
        {
            var (from, to, made) = (ImbalanceData.Dense(set, result.SourceIndices[row]), ImbalanceData.Dense(set, result.PartnerIndices[row]), ImbalanceData.Dense(result.Examples, row));
            Assert.All(Enumerable.Range(0, 3), column => Assert.InRange(made[column], Math.Min(from[column], to[column]), Math.Max(from[column], to[column])));
            isOff |= Math.Abs(((made[0] - from[0]) / (to[0] - from[0])) - ((made[1] - from[1]) / (to[1] - from[1]))) > 0.01;
        }

        Assert.True(isOff);
    }

    [Fact]
    public void Sparse_and_dense_rows_make_the_same_rows_and_zeros_stay_out()
    {
        var set = ImbalanceData.Clouds(4, 60, 20, 30, zeros: 0.9);

        var made = new Smote().Resample(set, 9, TestContext.Current.CancellationToken).Examples.Features;

        Assert.True(made.NonZeroCount < 0.3 * made.RowCount * made.ColumnCount);
        for (var row = 0; row < made.RowCount; row++)
        {
            Assert.DoesNotContain(0.0, made.Row(row).Values.ToArray());
        }
    }

    [Fact]
    public void Of_three_classes_both_smaller_ones_grow_to_the_largest()
    {
        var random = new SplitMix(8);
        var set = new ExampleSet(SparseMatrix.FromDense([.. Enumerable.Range(0, 60).Select(_ => new[] { random.Unit(), random.Unit() })]), [.. Enumerable.Range(0, 60).Select(row => row < 30 ? 0 : row < 50 ? 1 : 2)], ["a", "b", "c"]);

        Assert.Equal([30, 30, 30], new Smote().Resample(set, cancellationToken: TestContext.Current.CancellationToken).Examples.ClassCounts());
    }

    [Fact]
    public void Made_rows_carry_the_weight_of_the_row_they_come_from()
    {
        var plain = ImbalanceData.Clouds(5, 20, 8, 2);
        var set = new ExampleSet(plain.Features, plain.Labels.ToArray(), plain.Classes, [.. Enumerable.Range(0, 28).Select(row => row + 0.5)]);

        var result = new Smote().Resample(set, cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(Enumerable.Range(0, result.Examples.Count), row => Assert.Equal(result.SourceIndices[row] + 0.5, result.Examples.Weight(row)));
    }

    [Fact]
    public void Too_small_classes_are_refused_with_what_to_do()
    {
        var three = ImbalanceData.Clouds(6, 20, 3, 2);
        var single = ImbalanceData.Clouds(6, 20, 1, 2);
        var none = new ExampleSet(three.Features, new int[23], three.Classes);

        Assert.Contains("has 3 members, so each has 2 neighbours of its class, not 5; ask for 2", Error(() => new Smote().Resample(three)), StringComparison.Ordinal);
        Assert.Contains("has one member", Error(() => new Smote().Resample(single)), StringComparison.Ordinal);
        Assert.Contains("All 23 examples are of the class 'common'", Error(() => new Smote().Resample(none)), StringComparison.Ordinal);
        Assert.Contains("0 % of a class", Error(() => OversamplingAmount.Percent(0)), StringComparison.Ordinal);
        Assert.Equal([20, 20], new Smote(new() { AllowFewerNeighbours = true }).Resample(three, cancellationToken: TestContext.Current.CancellationToken).Examples.ClassCounts());
    }

    private static string Error(Action action) => Assert.Throws<DemurException>(action).Message;

    private static List<double> Made(ResampledSet set) => [.. Enumerable.Range(0, set.Examples.Count).SelectMany(row => ImbalanceData.Dense(set.Examples, row))];

    private static void AssertOnSegment(double[] from, double[] to, double[] made)
    {
        var widest = Enumerable.Range(0, from.Length).MaxBy(column => Math.Abs(to[column] - from[column]));
        var gap = to[widest] == from[widest] ? 0 : (made[widest] - from[widest]) / (to[widest] - from[widest]);
        Assert.InRange(gap, 0, 1);
        Assert.All(Enumerable.Range(0, from.Length), column => Assert.Equal(from[column] + (gap * (to[column] - from[column])), made[column], 1e-12));
    }
}
