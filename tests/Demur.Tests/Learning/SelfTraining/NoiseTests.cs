using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.SelfTraining;
using Demur.Learning.Sparse;

namespace Demur.Tests.Learning.SelfTraining;

public sealed class NoiseTests
{
    [Fact]
    public void A_transition_counts_what_true_classes_are_called()
    {
        // Of three true 0s two are called 0 and one 1; of two true 1s both 1.
        var noise = NoiseTransition.Estimate([0, 0, 1, 1, 1], [0, 0, 0, 1, 1], 2, smoothing: 0);
        var given = new double[2];

        noise.Forward([0.6, 0.4], given);

        Assert.Equal((2.0 / 3, 1.0 / 3), (noise[0, 0], noise[0, 1]));
        Assert.Equal((0, 1), (noise[1, 0], noise[1, 1]));
        Golden.Close([0.4, 0.6], given, 1e-12);
        Assert.Equal(-Math.Log(0.4), noise.ForwardLoss([0.6, 0.4], 0), 1e-12);
    }

    [Fact]
    public void Assumed_rows_keep_rates_off_zero_and_a_missing_class_is_named_without_them()
    {
        Assert.Equal(0.25, NoiseTransition.Estimate([0], [0], 2)[0, 1], 1e-12);
        Assert.Contains("No held-out row is of class 1", Assert.Throws<DemurException>(() => NoiseTransition.Estimate([0], [0], 2, smoothing: 0)).Message, StringComparison.Ordinal);
        Assert.Contains("Pair 1 has the labels 0 and 2", Assert.Throws<DemurException>(() => NoiseTransition.Estimate([0, 0], [0, 2], 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_classes_without_noise_are_logistic_regression()
    {
        // The difference of two softmax scores has half the penalty of one weight vector: C = 1 here is C = 2 there. Penalised intercepts differ, so the data are centred.
        var random = new SplitMix(2);
        var rows = Enumerable.Range(0, 80).Select(_ => new[] { random.Unit() - 0.5, random.Unit() - 0.5 }).ToList();
        rows.AddRange(rows.Select(row => row.Select(value => -value).ToArray()).ToList());
        var labels = rows.Select((row, i) => i < 80 ? row[0] + (0.4 * row[1]) + (0.2 * (random.Unit() - 0.5)) > 0 ? 1 : 0 : -1).ToArray();
        for (var i = 80; i < 160; i++)
        {
            labels[i] = 1 - labels[i - 80];
        }

        var set = new ExampleSet(SparseMatrix.FromDense(rows), labels, ["a", "b"]);

        var softmax = new ForwardCorrectedLogistic(new() { C = 1, Tolerance = 1e-10, MaxIterations = 2000 }).Fit(set, cancellationToken: TestContext.Current.CancellationToken);
        var logistic = new LogisticRegression(new LogisticOptions { C = 2 }).Fit(set.ToTwoClasses(1), cancellationToken: TestContext.Current.CancellationToken);

        var probabilities = new double[2];
        for (var row = 0; row < set.Count; row++)
        {
            softmax.Predict(set.Features.Row(row), probabilities);
            Assert.Equal(logistic.Probability(set.Features.Row(row)), probabilities[1], 1e-5);
        }
    }

    [Fact]
    public void Corrected_for_known_noise_the_true_rate_is_found_again()
    {
        // No feature tells anything; 62 % are called b where a fifth of a becomes b and a tenth of b becomes a: b is 60 % of the truth.
        var set = new ExampleSet(SparseMatrix.FromDense([.. Enumerable.Repeat(new[] { 0.0 }, 100)]), [.. Enumerable.Range(0, 100).Select(row => row < 62 ? 1 : 0)], ["a", "b"]);
        var noise = NoiseTransition.Estimate([.. Enumerable.Repeat(0, 80), .. Enumerable.Repeat(1, 20), .. Enumerable.Repeat(1, 90), .. Enumerable.Repeat(0, 10)], [.. Enumerable.Repeat(0, 100), .. Enumerable.Repeat(1, 100)], 2, smoothing: 0);
        var probabilities = new double[2];

        var model = new ForwardCorrectedLogistic(new() { Noise = noise, Tolerance = 1e-9 }).Fit(set, cancellationToken: TestContext.Current.CancellationToken);
        model.Predict(set.Features.Row(0), probabilities);

        Assert.Equal(0.6, probabilities[1], 1e-5);
    }

    [Fact]
    public void A_stored_softmax_answers_as_before()
    {
        var set = new ExampleSet(SparseMatrix.FromDense([[1.0, 0], [0, 1], [1, 1]]), [0, 1, 2], ["a", "b", "c"]);
        var model = new ForwardCorrectedLogistic().Fit(set, cancellationToken: TestContext.Current.CancellationToken);
        var bytes = ModelFile.ToBytes(new ModelCard { Kind = "t", CreatedBy = "test" }, writer => LearnedModelFormat.Write(writer, model));

        var read = ModelFile.FromBytes(bytes, "t", "t", (reader, _) => LearnedModelFormat.Read(reader));

        var (before, after) = (new double[3], new double[3]);
        model.Predict(set.Features.Row(2), before);
        read.Predict(set.Features.Row(2), after);
        Assert.Equal(before, after);
        Assert.Equal(1, before.Sum(), 1e-12);
    }
}
