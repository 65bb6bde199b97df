using Demur.Learning.Evaluation;
using Demur.Learning.Methods;
using Demur.Learning.Tables;

namespace Demur.Tests.Learning.Evaluation;

public sealed class MethodComparisonTests
{
    private static readonly MethodTrial[] Trials = [new(new LogisticMethod()), new(new BayesMethod())];

    [Fact]
    public void Methods_are_compared_on_the_same_rows_and_the_best_is_named()
    {
        var scores = new MethodComparison().Fold(Noisy(), Trials, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["logistic", "bayes"], scores.Select(score => score.Method));
        var best = scores.Single(score => score.FromBest is null);
        var other = scores.Single(score => score.FromBest is not null);
        Assert.Equal(other.Accuracy.Estimate - best.Accuracy.Estimate, other.FromBest!.Accuracy.Estimate, 12);
        Assert.True(other.FromBest.Accuracy.Low <= other.FromBest.Accuracy.Estimate && other.FromBest.Accuracy.Estimate <= 0);
        Assert.InRange(other.FromBest.PValue, 0, 1);
        Assert.All(scores, score => Assert.InRange(score.Accuracy.Estimate, 0.8, 0.95));
        Assert.All(scores, score => Assert.True(score.ModelBytes > 0 && score.TrainSeconds > 0 && score.PredictMicroseconds > 0));
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_and_the_test_table_is_used_whole()
    {
        var (train, test) = (Noisy(), Noisy().Select([.. Enumerable.Range(0, 30)]));

        var first = new MethodComparison().Test(train, test, Trials, seed: 3, cancellationToken: TestContext.Current.CancellationToken);
        var again = new MethodComparison().Test(train, test, Trials, seed: 3, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(first.Select(score => (score.Accuracy, score.MacroF1, score.Auroc)), again.Select(score => (score.Accuracy, score.MacroF1, score.Auroc)));
        Assert.All(first, score => Assert.Equal(30, score.Rows));
    }

    [Fact]
    public void A_class_with_fewer_rows_than_folds_is_told_with_a_way_out()
    {
        var table = Table.OfTexts(["red a", "red b", "red c", "blue a", "blue b"], ["r", "r", "r", "b", "b"]);

        Assert.Equal(
            "The class 'b' has 2 examples, too few for 5 folds; use --folds 2, or test on a file of its own (--test FILE).",
            Assert.Throws<DemurException>(() => new MethodComparison().Fold(table, Trials)).Message);
    }

    [Fact]
    public void More_than_two_classes_have_no_auroc()
    {
        var texts = Enumerable.Range(0, 30).Select(i => $"{"rgb"[i % 3]}{"rgb"[i % 3]} word{i % 4}").ToList();
        var table = Table.OfTexts(texts, [.. Enumerable.Range(0, 30).Select(i => $"{"rgb"[i % 3]}")]);

        var score = new MethodComparison(new EvaluationOptions { Folds = 3 }).Fold(table, [Trials[0]], cancellationToken: TestContext.Current.CancellationToken)[0];

        Assert.Null(score.Auroc);
        Assert.Equal((1, 1), (score.Accuracy.Estimate, score.MacroF1.Estimate));
    }

    /// <summary>One word tells the class, and every tenth label is wrong.</summary>
    private static Table Noisy()
    {
        var texts = Enumerable.Range(0, 200).Select(i => $"{(i % 2 == 0 ? "forge" : "bake")} thing{i % 13} for{i % 3}").ToList();
        return Table.OfTexts(texts, [.. Enumerable.Range(0, 200).Select(i => (i % 2 == 0) == (i % 10 != 3) ? "refusal" : "compliance")]);
    }
}
