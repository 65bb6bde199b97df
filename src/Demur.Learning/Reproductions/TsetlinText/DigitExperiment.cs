using Demur.Learning.Tsetlin;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.TsetlinText;

/// <summary>Claims e: 10,000 MNIST digits as bits, the first 8,000 to learn from.</summary>
internal static class DigitExperiment
{
    private const int Pixels = 784;
    private const int TrainRows = 8000;

    public static void Measure(ReproductionRun run, CancellationToken cancellationToken)
    {
        BitMatrix images;
        int[] digits;
        try
        {
            (images, digits) = Load(run.Data);
        }
        catch (DemurException error) when (error.Code == ErrorCode.Missing)
        {
            Array.ForEach(["e1", "e2"], id => run.Skip(id, error.Message));
            return;
        }

        var (train, test) = (images.SelectRows([.. Enumerable.Range(0, TrainRows)]), images.SelectRows([.. Enumerable.Range(TrainRows, images.RowCount - TrainRows)]));
        var accuracies = new List<double>();
        var ratios = new List<double>();
        foreach (var seed in run.Seeds)
        {
            run.Report("digits", accuracies.Count, run.Seeds.Count);
            var trainer = new TsetlinMachine(new TsetlinOptions { Clauses = 2000, T = 50, S = 10, Seed = seed }).Start(Pixels, 10);
            trainer.PartialFit(train, digits[..TrainRows], 2, null, cancellationToken);
            var model = trainer.ToModel();
            var predicted = model.Predict(test);
            accuracies.Add(Enumerable.Range(0, predicted.Length).Average(row => predicted[row] == digits[TrainRows + row] ? 1.0 : 0));
            ratios.Add(InferenceSpeed.Ratio(trainer, model, test));
        }

        run.Measure("e1", accuracies);
        run.Measure("e2", ratios);
    }

    /// <summary>Reads the digits, a bit 1 where the pixel is above 75.</summary>
    public static (BitMatrix Images, int[] Digits) Load(DataLocator data)
    {
        var images = FewLabels.Digits.Images(data);
        return (BitMatrix.Create(images.Count, Pixels, (row, column) => images.Pixels[(row * Pixels) + column] > 75), [.. images.Labels.Select(label => (int)label)]);
    }
}
