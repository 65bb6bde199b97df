using Demur.Learning;
using Demur.Learning.Imbalance;
using Demur.Learning.Sparse;

namespace Demur.Tests.Learning.Imbalance;

public sealed class SmoteVariantTests
{
    [Fact]
    public void Borderline_makes_rows_from_those_in_danger_only()
    {
        var set = ImbalanceData.Toy(ImbalanceData.Fixture("toy"));
        var smote = new BorderlineSmote();
        var danger = smote.InDanger(set, 1, TestContext.Current.CancellationToken);

        var result = smote.Resample(set, 2, TestContext.Current.CancellationToken);

        Assert.Equal([90, 90], result.Examples.ClassCounts());
        Assert.All(result.SourceIndices[set.Count..].ToArray(), source => Assert.Contains(source, danger));
        Assert.All(result.PartnerIndices[set.Count..].ToArray(), partner => Assert.Equal(1, set.Labels[partner]));
    }

    [Fact]
    public void The_second_kind_goes_at_most_half_way_to_rows_of_other_classes()
    {
        var set = ImbalanceData.Toy(ImbalanceData.Fixture("toy"));

        var result = new BorderlineSmote(new() { Kind = BorderlineKind.AnyClass, Amount = OversamplingAmount.Count(400) }).Resample(set, 2, TestContext.Current.CancellationToken);

        var gaps = Enumerable.Range(set.Count, 400).Select(row => (Gap: Gap(set, result, row), IsOther: set.Labels[result.PartnerIndices[row]] == 0)).ToList();
        Assert.InRange(gaps.Where(item => item.IsOther).Max(item => item.Gap), 0.4, 0.5);
        Assert.InRange(gaps.Where(item => !item.IsOther).Max(item => item.Gap), 0.8, 1);
    }

    [Fact]
    public void Classes_far_apart_have_no_border()
    {
        var set = new ExampleSet(SparseMatrix.FromDense([.. Enumerable.Range(0, 40).Select(row => new double[] { row < 25 ? row : 1000 + row })]), [.. Enumerable.Range(0, 40).Select(row => row < 25 ? 0 : 1)], ImbalanceData.Classes);

        Assert.Contains("is in danger", Assert.Throws<DemurException>(() => new BorderlineSmote().Resample(set)).Message, StringComparison.Ordinal);
        Assert.Contains("none is harder", Assert.Throws<DemurException>(() => new Adasyn().Resample(set)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Support_vectors_in_danger_move_inwards_and_safe_ones_outwards()
    {
        var set = ImbalanceData.Toy(ImbalanceData.Fixture("toy"));
        var danger = new BorderlineSmote().InDanger(set, 1, TestContext.Current.CancellationToken);

        var result = new SvmSmote(new() { Amount = OversamplingAmount.Count(300) }).Resample(set, 2, TestContext.Current.CancellationToken);

        Assert.All(Enumerable.Range(set.Count, 300), row =>
        {
            var gap = Gap(set, result, row);
            Assert.True(danger.Contains(result.SourceIndices[row]) ? gap is >= 0 and <= 1 : gap is >= -0.5 and <= 0, $"{gap}");
        });
        Assert.Contains(Enumerable.Range(set.Count, 300), row => Gap(set, result, row) < -0.3);
    }

    [Fact]
    public void Adasyn_makes_more_where_more_of_the_neighbours_are_strangers()
    {
        // The members at 0.4 and 10.4 have 3 and 1 strangers among their three nearest, the others none or one.
        var set = ImbalanceData.Toy(ImbalanceData.Fixture("toy"));
        var adasyn = new Adasyn();

        var allotment = adasyn.Allotment(set, 1, TestContext.Current.CancellationToken);
        var result = adasyn.Resample(set, 1, TestContext.Current.CancellationToken);

        Assert.All(allotment, item => Assert.Equal(item.Count, result.SourceIndices[set.Count..].ToArray().Count(source => source == item.Row)));
        Assert.Contains(allotment, item => item.Count == 0);
        Assert.InRange(result.SyntheticCount, 60 - (30 / 2), 60 + (30 / 2));
    }

    [Fact]
    public void Mixed_rows_count_a_differing_category_as_the_median_deviation()
    {
        // The rare rows' deviations: column 0 of {0, 2, 4, 6} √5, column 1 of {0, 0, 10, 10} 5, column 3 constant 0. Their median is √5.
        var set = Mixed();

        Assert.Equal(Math.Sqrt(5), new SmoteNc(new() { NominalColumns = [2] }).CategoryDistance(set, 1), 1e-12);
    }

    [Fact]
    public void Mixed_rows_take_numbers_from_the_segment_and_categories_from_the_neighbours()
    {
        var set = Mixed();

        var result = new SmoteNc(new() { NominalColumns = [2], Neighbours = 3 }).Resample(set, 3, TestContext.Current.CancellationToken);

        Assert.Equal([9, 9], result.Examples.ClassCounts());
        for (var row = set.Count; row < result.Examples.Count; row++)
        {
            // Without the base, the other three hold 7, 7 and 5, or 7, 7, 7.
            Assert.Equal(7, result.Examples.Features.Row(row).ValueAt(2));
            Assert.InRange(result.Examples.Features.Row(row).ValueAt(0), 0, 6);
        }
    }

    [Fact]
    public void Where_the_median_deviation_is_zero_only_numbers_tell_rows_apart()
    {
        var rows = SparseMatrix.FromDense([[1, 1, 0, 0], [1, 1, 1, 5], [1, 1, 0, 6], [1, 1, 2, 1], [0, 0, 1, 9], [0, 1, 1, 8], [1, 0, 1, 8], [1, 0, 0, 8], [1, 0, 0, 7]]);
        var set = new ExampleSet(rows, [1, 1, 1, 1, 0, 0, 0, 0, 0], ImbalanceData.Classes);
        var smote = new SmoteNc(new() { NominalColumns = [2], Neighbours = 1, Amount = OversamplingAmount.Count(40) });

        var result = smote.Resample(set, 1, TestContext.Current.CancellationToken);

        Assert.Equal(0, smote.CategoryDistance(set, 1));
        Assert.All(Enumerable.Range(set.Count, 40), row => Assert.Equal(new[] { 3, 2, 1, 0 }[result.SourceIndices[row]], result.PartnerIndices[row]));
    }

    [Fact]
    public void Nominal_columns_must_be_some_but_not_all()
    {
        Assert.Contains("For categories alone use SmoteN", Assert.Throws<DemurException>(() => new SmoteNc(new() { NominalColumns = [0, 1, 2, 3] }).Resample(Mixed())).Message, StringComparison.Ordinal);
        Assert.Contains("name at least one from 0 to 3", Assert.Throws<DemurException>(() => new SmoteNc(new() { NominalColumns = [4] }).Resample(Mixed())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nominal_rows_are_the_vote_of_a_row_and_its_neighbours()
    {
        var set = ImbalanceData.Nominal(ImbalanceData.Fixture("toy"));
        var (minority, members) = Minority(set);
        var metric = ValueDifference.Of(set);

        var result = new SmoteN(new() { Neighbours = 3 }).Resample(set, 2, TestContext.Current.CancellationToken);

        Assert.Equal(set.ClassCounts().Max(), result.Examples.ClassCounts()[minority]);
        for (var row = set.Count; row < result.Examples.Count; row++)
        {
            var source = result.SourceIndices[row];
            var voters = members.Where(other => other != source).OrderBy(other => metric.Distance(set.Features.Row(source), set.Features.Row(other))).ThenBy(other => other).Take(3).Append(source).ToList();
            for (var column = 0; column < 3; column++)
            {
                var at = column;
                var votes = voters.CountBy(voter => set.Features.Row(voter).ValueAt(at)).ToDictionary(pair => pair.Key, pair => pair.Value);
                Assert.Equal(votes.Values.Max(), votes.GetValueOrDefault(result.Examples.Features.Row(row).ValueAt(column)));
            }
        }
    }

    [Fact]
    public void A_category_that_training_never_saw_has_no_value_difference()
    {
        var metric = ValueDifference.Of(ImbalanceData.Nominal(ImbalanceData.Fixture("toy")));
        var known = SparseMatrix.FromDense([[1, 1, 1], [9, 1, 1]]);

        var error = Assert.Throws<DemurException>(() => metric.Distance(known.Row(0), known.Row(1)));

        Assert.Contains("Column 0 holds the category 9", error.Message, StringComparison.Ordinal);
    }

    private static ExampleSet Mixed() => new(
        SparseMatrix.FromDense([[0, 0, 7, 1], [2, 0, 7, 1], [4, 10, 7, 1], [6, 10, 5, 1], .. Enumerable.Range(0, 9).Select(row => new double[] { row, row, 5, row })]),
        [1, 1, 1, 1, .. new int[9]],
        ImbalanceData.Classes);

    private static (int Label, List<int> Members) Minority(ExampleSet set)
    {
        var label = set.ClassCounts()[0] <= set.ClassCounts()[1] ? 0 : 1;
        return (label, [.. Enumerable.Range(0, set.Count).Where(row => set.Labels[row] == label)]);
    }

    private static double Gap(ExampleSet set, ResampledSet result, int row)
    {
        var (from, to, made) = (ImbalanceData.Dense(set, result.SourceIndices[row]), ImbalanceData.Dense(set, result.PartnerIndices[row]), ImbalanceData.Dense(result.Examples, row));
        var widest = Enumerable.Range(0, from.Length).MaxBy(column => Math.Abs(to[column] - from[column]));
        return (made[widest] - from[widest]) / (to[widest] - from[widest]);
    }
}
