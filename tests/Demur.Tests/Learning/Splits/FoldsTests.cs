using CsCheck;
using Demur.Learning.Splits;

namespace Demur.Tests.Learning.Splits;

public sealed class FoldsTests
{
    [Fact]
    public void Every_row_is_tested_once_and_never_trained_on_in_that_fold() =>
        Gen.Select(Gen.Int[2, 60], Gen.Int[2, 10], Gen.Int).Where((rows, folds, _) => folds <= rows).Sample((rows, folds, seed) =>
        {
            var splits = Folds.Random(rows, folds, seed);

            Assert.Equal(Enumerable.Range(0, rows), splits.SelectMany(split => split.Test).Order());
            Assert.All(splits, split => Assert.Equal(Enumerable.Range(0, rows), split.Train.Concat(split.Test).Order()));
            Assert.InRange(splits.Max(split => split.Test.Count) - splits.Min(split => split.Test.Count), 0, 1);
        });

    [Fact]
    public void Stratified_folds_share_out_each_class_evenly() =>
        Gen.Select(Gen.Bool.Array[10, 80], Gen.Int[2, 5], Gen.Int).Where((labels, folds, _) => labels.Count(l => l) >= folds && labels.Count(l => !l) >= folds).Sample((labels, folds, seed) =>
        {
            var positives = Folds.Stratified(labels, folds, seed).Select(split => split.Test.Count(row => labels[row])).ToList();

            Assert.InRange(positives.Max() - positives.Min(), 0, 1);
        });

    [Fact]
    public void A_group_is_never_on_both_sides() =>
        Gen.Select(Gen.Int[0, 9].Array[20, 60], Gen.Int).Sample((numbers, seed) =>
        {
            var groups = numbers.Select(number => $"g{number}").ToArray();
            if (groups.Distinct(StringComparer.Ordinal).Count() < 3)
            {
                return;
            }

            var splits = Folds.Grouped(groups, 3, seed);

            Assert.Equal(Enumerable.Range(0, groups.Length), splits.SelectMany(split => split.Test).Order());
            Assert.All(splits, split => Assert.Empty(split.Train.Select(row => groups[row]).Intersect(split.Test.Select(row => groups[row]), StringComparer.Ordinal)));
        });

    [Fact]
    public void The_same_seed_makes_the_same_folds_and_another_does_not()
    {
        Assert.Equal(Folds.Random(50, 5, 3)[0].Test, Folds.Random(50, 5, 3)[0].Test);
        Assert.NotEqual(Folds.Random(50, 5, 3)[0].Test, Folds.Random(50, 5, 4)[0].Test);
    }

    [Fact]
    public void Holding_out_groups_names_them_in_order_of_appearance()
    {
        var splits = Folds.LeaveOneGroupOut(["quora", "news", "quora"]);

        Assert.Equal(["quora", "news"], splits.Select(pair => pair.Group));
        Assert.Equal([0, 2], splits[0].Split.Test);
        Assert.Equal([1], splits[0].Split.Train);
    }

    [Fact]
    public void Too_few_rows_of_a_class_are_counted_in_the_error()
    {
        var error = Assert.Throws<DemurException>(() => Folds.Stratified([true, false, false, false, false, false], 5, 1));

        Assert.Equal("There are 1 rows of the smaller class, too few for 5 folds; label more, or use fewer folds.", error.Message);
    }

    [Fact]
    public void A_model_never_scores_a_row_that_it_was_trained_on()
    {
        var scores = CrossValidation.OutOfFold(
            20,
            Folds.Random(20, 4, 1),
            (train, _) => row => train.Contains(row) ? 1 : 0,
            TestContext.Current.CancellationToken);

        Assert.All(scores, score => Assert.Equal(0, score));
    }

    [Fact]
    public void A_fold_that_cannot_be_trained_says_so_in_its_own_words()
    {
        var error = Assert.Throws<DemurException>(() => CrossValidation.OutOfFold(
            4,
            Folds.Random(4, 2, 1),
            (_, _) => throw new DemurException("This fold is empty."),
            TestContext.Current.CancellationToken));

        Assert.Equal("This fold is empty.", error.Message);
    }

    [Fact]
    public void Three_classes_are_spread_evenly_over_the_folds()
    {
        int[] labels = [.. Enumerable.Range(0, 60).Select(row => row < 30 ? 0 : row < 48 ? 1 : 2)];

        foreach (var split in Folds.Stratified(labels, 3, 6, seed: 4))
        {
            Assert.Equal([5, 3, 2], Enumerable.Range(0, 3).Select(label => split.Test.Count(row => labels[row] == label)));
            Assert.Empty(split.Train.Intersect(split.Test));
        }

        Assert.Throws<DemurException>(() => Folds.Stratified([0, 0, 1, 1, 2], 3, 2, seed: 4));
    }
}
