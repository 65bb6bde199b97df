using Demur.Learning;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Learning.Trees;

namespace Demur.Tests.Learning.Trees;

public sealed class ClassForestTests
{
    [Fact]
    public void A_tree_of_three_classes_cuts_first_where_the_gini_impurity_falls_most()
    {
        // Values 1 2 | 4 4 | 9: cutting at 3 leaves purities 2 + 5/3, cutting at 6.5 leaves 2 + 1: Σ w²/Σ w is 11/3 against 3.
        var tree = ClassForest.SingleTree().Fit(Examples([[1], [2], [4], [4], [9]], [0, 0, 1, 1, 2]), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((0, 3.0), (tree.Nodes[0].Feature, tree.Nodes[0].Threshold));
        Assert.Equal([0, 0, 1], Answer(tree, 7));
        Assert.Equal([0, 1, 0], Answer(tree, 6));
    }

    [Fact]
    public void A_leaf_answers_with_the_weighted_shares_of_its_examples()
    {
        var examples = new ExampleSet(SparseMatrix.FromDense([[1.0], [1], [1]]), [0, 1, 2], ["a", "b", "c"], [1, 2, 5]);

        var tree = ClassForest.SingleTree().Fit(examples, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([0.125, 0.25, 0.625], Answer(tree, 1));
    }

    [Fact]
    public void Two_classes_make_the_random_forest_of_two_classes()
    {
        var random = new SplitMix(3);
        var rows = Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 9).Select(_ => random.Unit() < 0.4 ? 0 : Math.Round(random.Unit() * 8) - 4).ToArray()).ToArray();
        var labels = rows.Select(row => row[0] + row[1] + random.Unit() > 0 ? 1 : 0).ToArray();
        var options = new RandomForestOptions { Trees = 20 };

        var many = new ClassForest(options).Fit(Examples(rows, labels, classes: 2), 5, TestContext.Current.CancellationToken);
        var two = new RandomForest(options).Fit(Examples(rows, labels, classes: 2).ToTwoClasses(1), 5, TestContext.Current.CancellationToken);

        Assert.Equal(two.Nodes.ToArray().Select(node => (node.Feature, node.Threshold, node.Left, node.Right)), many.Nodes.ToArray().Select(node => (node.Feature, node.Threshold, node.Left, node.Right)));
        var probabilities = new double[2];
        foreach (var row in rows)
        {
            var cells = SparseMatrix.FromDense([row]).Row(0);
            many.Predict(cells, probabilities);
            Assert.Equal(two.Probability(cells), probabilities[1], 1e-12);
        }
    }

    [Fact]
    public void Weight_zero_is_absence()
    {
        var rows = Enumerable.Range(0, 60).Select(i => new double[] { i % 7, i % 5, i % 3 }).ToArray();
        var labels = Enumerable.Range(0, 60).Select(i => i % 4 % 3).ToArray();
        var silenced = new ExampleSet(SparseMatrix.FromDense(rows), labels, ["a", "b", "c"], [.. Enumerable.Range(0, 60).Select(i => i < 40 ? 1.0 : 0)]);

        var with = new ClassForest().Fit(silenced, 2, TestContext.Current.CancellationToken);
        var without = new ClassForest().Fit(Examples(rows[..40], labels[..40]), 2, TestContext.Current.CancellationToken);

        Assert.Equal(without.Nodes.ToArray(), with.Nodes.ToArray());
    }

    [Fact]
    public void A_stored_forest_answers_as_before_and_a_damaged_one_is_refused()
    {
        var forest = new ClassForest(new RandomForestOptions { Trees = 7 }).Fit(Examples([[1, 2], [2, 1], [4, 0], [4, 9], [9, 3]], [0, 0, 1, 1, 2]), cancellationToken: TestContext.Current.CancellationToken);
        var bytes = ModelFile.ToBytes(new ModelCard { Kind = "t", CreatedBy = "test" }, writer => LearnedModelFormat.Write(writer, forest));

        var read = ModelFile.FromBytes(bytes, "t", "t", (reader, _) => LearnedModelFormat.Read(reader));

        Assert.All([0.5, 2, 4, 8], value => Assert.Equal(Answer(forest, value), Answer(read, value)));
        var stray = ModelFile.ToBytes(new ModelCard { Kind = "t", CreatedBy = "test" }, writer =>
        {
            writer.WriteInt32(1);
            writer.WriteInt32(2);
            writer.WriteInt32s([0]);
            writer.WriteInt32s([-1]);
            writer.WriteDoubles([7]);
            writer.WriteInt32s([0]);
            writer.WriteInt32s([0]);
            writer.WriteDoubles([0.5, 0.5]);
        });
        var error = Assert.Throws<DemurException>(() => ModelFile.FromBytes(stray, "t", "t", (reader, _) => ClassForestModel.Read(reader)));
        Assert.Contains("leads nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_class_and_no_weight_at_all_are_refused_in_a_sentence()
    {
        var one = Assert.Throws<DemurException>(() => new ClassForest().Fit(Examples([[1], [2]], [1, 1]), cancellationToken: TestContext.Current.CancellationToken));
        var none = Assert.Throws<DemurException>(() => new ClassForest().Fit(new ExampleSet(SparseMatrix.FromDense([[1.0], [2]]), [0, 1], ["a", "b"], [0, 0]), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("All 2 examples are of the class 'b'", one.Message, StringComparison.Ordinal);
        Assert.Contains("have the weight 0", none.Message, StringComparison.Ordinal);
    }

    private static ExampleSet Examples(double[][] rows, int[] labels, int classes = 3) =>
        new(SparseMatrix.FromDense(rows), labels, [.. "abc"[..classes].Select(letter => letter.ToString())]);

    private static double[] Answer(IModel model, double value)
    {
        var probabilities = new double[model.ClassCount];
        model.Predict(new SparseRow([0], [value]), probabilities);
        return probabilities;
    }
}
