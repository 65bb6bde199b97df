using Demur.Learning;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Learning.Trees;

namespace Demur.Tests.Learning.Trees;

public sealed class TreeTests
{
    private static readonly RandomForestOptions OneFullTree = new() { Trees = 1, Bootstrap = false, FeaturesPerSplit = 2, MinSplit = 2 };

    [Fact]
    public void A_single_tree_asks_the_question_with_the_lowest_gini_impurity_in_the_middle_of_the_gap()
    {
        // Feature 0 parts the classes between 1 and 3; feature 1 leaves one example on the wrong side.
        var examples = new TrainingSet(SparseMatrix.FromDense([[0, 1], [1, 0], [3, 1], [4, 1]]), [false, false, true, true]);

        var tree = new RandomForest(OneFullTree).Fit(examples, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(new TreeNode(0, 2, 1, 2, 0), tree.Nodes[0]);
        Assert.Equal([0, 1], [tree.Nodes[1].Value, tree.Nodes[2].Value]);
    }

    [Fact]
    public void Negative_values_zeros_and_positive_values_keep_their_order()
    {
        var examples = new TrainingSet(SparseMatrix.FromDense([[-2], [-1], [0], [0], [5]]), [true, true, false, false, true]);
        var forest = new RandomForest(OneFullTree with { FeaturesPerSplit = 1 }).Fit(examples, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([1, 1, 0, 0, 1], Enumerable.Range(0, 5).Select(row => forest.Probability(examples.Features.Row(row))));
    }

    [Fact]
    public void The_first_boosted_leaf_is_the_newton_step_of_its_examples()
    {
        // Two against two: base 0, gradients -1/2 and 1/2, curvatures 1/4; a leaf of two holds -rate × (∓1) / (1/2 + lambda).
        var examples = new TrainingSet(SparseMatrix.FromDense([[1], [2], [0], [0]]), [true, true, false, false]);
        var options = new GradientTreesOptions { Trees = 1, Depth = 1, LearningRate = 0.1, Lambda = 1, MinLeafCurvature = 0 };

        var model = new GradientTrees(options).Fit(examples, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, model.BaseScore);
        Assert.Equal(0.1 / 1.5, model.Score(examples.Features.Row(0)), 1e-9);
        Assert.Equal(-0.1 / 1.5, model.Score(examples.Features.Row(2)), 1e-9);
        Assert.Equal(0.5, model.Nodes[0].Threshold);
    }

    [Fact]
    public void Boosting_lowers_the_training_loss_with_every_tree()
    {
        var random = new SplitMix(4);
        var rows = Enumerable.Range(0, 80).Select(_ => Enumerable.Range(0, 6).Select(_ => random.Unit() < 0.5 ? 0 : random.Unit() - 0.5).ToArray()).ToList();
        var examples = new TrainingSet(SparseMatrix.FromDense(rows), [.. rows.Select(row => row[0] * row[1] > 0 || row[2] > 0.1)]);

        var losses = new[] { 1, 5, 20 }.Select(trees => Loss(new GradientTrees(new GradientTreesOptions { Trees = trees, MinLeafCurvature = 0.1 }).Fit(examples, cancellationToken: TestContext.Current.CancellationToken))).ToList();

        Assert.True(losses[0] > losses[1] && losses[1] > losses[2], string.Join(' ', losses));

        double Loss(TreeEnsemble model) => Enumerable.Range(0, examples.Count).Sum(row => -Math.Log(examples.Labels[row] ? model.Probability(examples.Features.Row(row)) : 1 - model.Probability(examples.Features.Row(row))));
    }

    [Fact]
    public async Task One_core_and_many_grow_the_same_trees()
    {
        // 5,000 columns are several jobs for one boosted level. A scheduler of one thread takes the place of a machine with one core.
        var random = new SplitMix(8);
        var rows = Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 5_000).Select(_ => random.Unit() < 0.9 ? 0 : random.Unit()).ToArray()).ToList();
        var examples = new TrainingSet(SparseMatrix.FromDense(rows), [.. rows.Select(row => row[0] + row[4_000] > 0.1)]);
        var exclusive = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maxConcurrencyLevel: 1).ExclusiveScheduler;

        foreach (var learner in new IBinaryLearner[] { new RandomForest(new RandomForestOptions { Trees = 12 }), new GradientTrees(new GradientTreesOptions { Trees = 4, MinLeafCurvature = 0.1 }) })
        {
            var many = (TreeEnsemble)learner.Fit(examples, 3, TestContext.Current.CancellationToken);
            var one = await Task.Factory.StartNew(() => (TreeEnsemble)learner.Fit(examples, 3, CancellationToken.None), TestContext.Current.CancellationToken, TaskCreationOptions.None, exclusive);

            Assert.Equal(many.Nodes.ToArray(), one.Nodes.ToArray());
            Assert.True(many.Nodes.Length > 8);
        }
    }

    [Fact]
    public void A_file_whose_tree_runs_in_a_circle_is_refused()
    {
        var bytes = ModelFile.ToBytes(new ModelCard { Kind = "t", CreatedBy = "test" }, writer =>
        {
            writer.WriteInt32(0);
            writer.WriteDouble(0);
            writer.WriteInt32(1);
            writer.WriteInt32s([0]);
            writer.WriteInt32s([0]);
            writer.WriteDoubles([0.5]);
            writer.WriteInt32s([0]);
            writer.WriteInt32s([0]);
            writer.WriteDoubles([0]);
        });

        var error = Assert.Throws<DemurException>(() => ModelFile.FromBytes(bytes, "t", "t", (reader, _) => TreeEnsemble.Read(reader)));

        Assert.Contains("leads nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_neighbours_among_doubles_are_split_into_two_sides()
    {
        // The middle of these two rounds to the upper one.
        var (low, high) = (Math.BitIncrement(0.25), Math.BitIncrement(Math.BitIncrement(0.25)));
        var examples = new TrainingSet(SparseMatrix.FromDense([.. Enumerable.Range(0, 20).Select(row => new[] { row % 2 == 0 ? low : high })]), [.. Enumerable.Range(0, 20).Select(row => row % 2 == 0)]);

        var forest = new RandomForest(new RandomForestOptions { Trees = 5, MinSplit = 2 }).Fit(examples, 1, TestContext.Current.CancellationToken);
        var boosted = new GradientTrees(new GradientTreesOptions { Trees = 5, MinLeafCurvature = 0.1 }).Fit(examples, 1, TestContext.Current.CancellationToken);

        Assert.Equal((1.0, 0.0), (forest.Probability(new SparseRow([0], [low])), forest.Probability(new SparseRow([0], [high]))));
        Assert.True(boosted.Probability(new SparseRow([0], [low])) > 0.5 && boosted.Probability(new SparseRow([0], [high])) < 0.5);
    }
}
