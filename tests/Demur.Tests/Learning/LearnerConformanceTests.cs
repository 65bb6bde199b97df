using CsCheck;
using Demur.Learning;
using Demur.Learning.Bayes;
using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Learning.Trees;

namespace Demur.Tests.Learning;

/// <summary>What every two-class learner owes its callers.</summary>
public sealed class LearnerConformanceTests
{
    private static readonly Dictionary<string, IBinaryLearner> All = new(StringComparer.Ordinal)
    {
        ["logistic regression"] = new LogisticRegression(),
        ["linear svm"] = new LinearSvm(),
        ["hinge svm"] = new LinearSvm(new LinearSvmOptions { Loss = HingeLoss.Plain }),
        ["multinomial naive Bayes"] = new MultinomialNaiveBayes(),
        ["Bernoulli naive Bayes"] = new BernoulliNaiveBayes(),
        ["random forest"] = new RandomForest(new RandomForestOptions { Trees = 12, MinSplit = 2 }),
        ["gradient trees"] = new GradientTrees(new GradientTreesOptions { Trees = 8, MinLeafCurvature = 0.1, RowShare = 0.8 }),
    };

    public static TheoryData<string> Learners => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Learners))]
    public void The_same_seed_gives_the_same_model(string name)
    {
        var examples = Separable(40);

        Assert.Equal(Scores(Fit(name, examples, 5), examples), Scores(Fit(name, examples, 5), examples));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_model_saved_and_loaded_scores_the_same(string name)
    {
        var examples = Separable(40);
        var model = Fit(name, examples, 1);
        var bytes = ModelFile.ToBytes(new ModelCard { Kind = "m", CreatedBy = "test" }, writer => BinaryModelFormat.Write(writer, model));

        var back = ModelFile.FromBytes(bytes, "m", "m", (reader, _) => BinaryModelFormat.Read(reader));

        Assert.Equal(Scores(model, examples), Scores(back, examples));
        Assert.Equal(model.FeatureCount, back.FeatureCount);
        Assert.Equal(model.Probability(default), back.Probability(default));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Classes_that_one_feature_tells_apart_are_told_apart(string name)
    {
        var examples = Separable(60);
        var model = Fit(name, examples, 1);

        for (var row = 0; row < examples.Count; row++)
        {
            Assert.Equal(examples.Labels[row], model.Score(examples.Features.Row(row)) > 0);
            Assert.Equal(examples.Labels[row], model.Probability(examples.Features.Row(row)) > 0.5);
        }
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void An_empty_row_and_unknown_features_are_scored(string name)
    {
        var model = Fit(name, Separable(20), 1);

        Assert.InRange(model.Probability(new SparseRow([], [])), 0, 1);
        Assert.InRange(model.Probability(new SparseRow([900], [1.0])), 0, 1);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void A_cancelled_training_stops(string name)
    {
        var examples = Separable(20);

        Assert.ThrowsAny<OperationCanceledException>(() => All[name].Fit(examples, 1, new CancellationToken(canceled: true)));
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Examples_of_weight_zero_do_not_count(string name)
    {
        if (All[name] is RandomForest)
        {
            return; // the sample is drawn over all rows, so a row more changes the draw
        }

        var examples = Separable(20);
        var withNoise = new TrainingSet(
            SparseMatrix.FromRows([.. Enumerable.Range(0, 20).Select(row => examples.Features.Row(row).ToVector()), examples.Features.Row(0).ToVector()], examples.Features.ColumnCount),
            [.. examples.Labels, !examples.Labels[0]],
            [.. Enumerable.Repeat(1.0, 20), 0]);

        Golden.Close(Scores(Fit(name, examples, 2), examples), Scores(Fit(name, withNoise, 2), examples), All[name] is GradientTrees or LinearSvm ? 0.5 : 1e-6);
    }

    [Fact]
    public void No_examples_and_one_class_are_refused_before_any_learner()
    {
        Assert.Equal(
            "There is no example to learn from; give labelled examples of both classes.",
            Assert.Throws<DemurException>(() => new TrainingSet(SparseMatrix.FromDense([]), [])).Message);
        Assert.Equal(
            "All 2 examples are negative; a classifier needs examples of both classes.",
            Assert.Throws<DemurException>(() => new TrainingSet(SparseMatrix.FromDense([[1], [2]]), [false, false])).Message);
        Assert.Equal(
            "Example 1 has the weight -1; weights are finite and at least 0.",
            Assert.Throws<DemurException>(() => new TrainingSet(SparseMatrix.FromDense([[1], [2]]), [true, false], [1, -1])).Message);
    }

    /// <summary>Twelve features of noise and one, the third, that is there exactly for positives.</summary>
    private static TrainingSet Separable(int rows)
    {
        var random = new SplitMix(11);
        var table = Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, 12).Select(column =>
            column == 3 ? (row % 2 == 0 ? 2 + random.Unit() : 0) : random.Below(3) == 0 ? random.Unit() / 4 : 0).ToArray()).ToList();
        return new TrainingSet(SparseMatrix.FromDense(table), [.. Enumerable.Range(0, rows).Select(row => row % 2 == 0)]);
    }

    private static IBinaryModel Fit(string name, TrainingSet examples, int seed) => All[name].Fit(examples, seed, TestContext.Current.CancellationToken);

    private static double[] Scores(IBinaryModel model, TrainingSet examples) =>
        [.. Enumerable.Range(0, examples.Count).Select(row => model.Score(examples.Features.Row(row)))];
}
