using System.Text.Json;
using Demur.Metrics;

namespace Demur.Tests.Metrics;

/// <summary>Compares with scikit-learn 1.2.1 and scipy 1.10.1; how the values were made stands beside them in Fixtures.</summary>
public sealed class ReferenceValuesTests
{
    private static readonly JsonElement Reference = JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Metrics", "Fixtures", "metrics.json")));

    [Fact]
    public void Scores_of_probabilities_and_rankings_are_scikit_learns()
    {
        foreach (var golden in Reference.GetProperty("binary").EnumerateArray())
        {
            var truth = golden.GetProperty("truth").EnumerateArray().Select(value => value.GetBoolean()).ToArray();
            var probability = Numbers(golden, "probability");

            Assert.Equal(Number(golden, "auroc"), Ranking.Auroc(probability, truth), 1e-13);
            Assert.Equal(Number(golden, "averagePrecision"), Ranking.AveragePrecision(probability, truth), 1e-13);
            Assert.Equal(Number(golden, "brier"), Probabilities.Brier(probability, truth), 1e-13);
            Assert.Equal(Number(golden, "logLoss"), Probabilities.LogLoss(probability, truth), 1e-12);
            var counts = BinaryCounts.At(truth, probability);
            Assert.Equal(Number(golden, "accuracy"), counts.Accuracy, 1e-13);
            Assert.Equal(Number(golden, "precision"), counts.Precision, 1e-13);
            Assert.Equal(Number(golden, "recall"), counts.Recall, 1e-13);
            Assert.Equal(Number(golden, "f1"), counts.F1, 1e-13);
            Assert.Equal(Number(golden, "balancedAccuracy"), counts.BalancedAccuracy, 1e-13);
            Assert.Equal(Number(golden, "kappa"), counts.Kappa, 1e-13);
        }
    }

    [Fact]
    public void Confusion_and_its_figures_are_scikit_learns()
    {
        foreach (var golden in Reference.GetProperty("multi").EnumerateArray())
        {
            var matrix = ConfusionMatrix.Of(Texts(golden, "truth"), Texts(golden, "predicted"));

            Assert.Equal(Texts(golden, "labels"), matrix.Labels);
            Assert.Equal(
                golden.GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(count => count.GetInt32())),
                matrix.Labels.SelectMany(truth => matrix.Labels.Select(predicted => matrix.Count(truth, predicted))));
            Assert.Equal(Number(golden, "accuracy"), matrix.Accuracy, 1e-13);
            Assert.Equal(Number(golden, "kappa"), matrix.Kappa, 1e-13);
            Assert.Equal(Number(golden, "macroF1"), matrix.MacroF1, 1e-13);
            AssertClose(Numbers(golden, "precision"), matrix.Classes.Select(metrics => metrics.Precision));
            AssertClose(Numbers(golden, "recall"), matrix.Classes.Select(metrics => metrics.Recall));
            AssertClose(Numbers(golden, "f1"), matrix.Classes.Select(metrics => metrics.F1));
            Assert.Equal(Numbers(golden, "support"), matrix.Classes.Select(metrics => (double)metrics.Support));
        }
    }

    [Fact]
    public void Wilson_intervals_are_scipys()
    {
        foreach (var golden in Reference.GetProperty("wilson").EnumerateArray())
        {
            var interval = Wilson.Interval(Number(golden, "successes"), Number(golden, "trials"), Number(golden, "level"));

            Assert.Equal(Number(golden, "low"), interval.Low, 1e-13);
            Assert.Equal(Number(golden, "high"), interval.High, 1e-13);
        }
    }

    [Fact]
    public void McNemar_is_scipys_binomial_test()
    {
        foreach (var golden in Reference.GetProperty("mcnemar").EnumerateArray())
        {
            var test = McNemar.Of((int)Number(golden, "first"), (int)Number(golden, "second"));

            AssertRelative(Number(golden, "exact"), test.ExactP, 1e-11);
            AssertRelative(Number(golden, "mid"), test.MidP, 1e-11);
        }
    }

    [Fact]
    public void The_normal_distribution_is_scipys()
    {
        foreach (var golden in Reference.GetProperty("quantile").EnumerateArray())
        {
            Assert.Equal(golden[1].GetDouble(), Normal.Quantile(golden[0].GetDouble()), 1e-12);
        }

        foreach (var golden in Reference.GetProperty("cumulative").EnumerateArray())
        {
            AssertRelative(golden[1].GetDouble(), Normal.Cumulative(golden[0].GetDouble()), 1e-12);
        }
    }

    private static double Number(JsonElement golden, string name) => golden.GetProperty(name).GetDouble();

    private static double[] Numbers(JsonElement golden, string name) => [.. golden.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static string[] Texts(JsonElement golden, string name) => [.. golden.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-13));

    private static void AssertRelative(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"expected {expected:R}, found {actual:R}");
}
