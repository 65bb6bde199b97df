using Demur.Learning.Reproductions.Internal;
using Demur.Learning.SelfTraining;
using Demur.Learning.Trees;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.FewLabels;

/// <summary>Claims 1a to 1f.</summary>
internal static class TableExperiment
{
    private const int SplitsPerSeed = 2;

    /// <summary>The forest of the survey's experiments.</summary>
    public static ClassForest Forest { get; } = new(new RandomForestOptions { Trees = 200, MinSplit = 2 });

    public static async Task MeasureDnaAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        var table = await LabelledTable.LoadAsync(run.Data.Require("mlbench/DNA.csv"), "Class", cancellationToken).ConfigureAwait(false);
        var results = Measure(run, "DNA", table, labels: 31, withBalance: true, cancellationToken);
        run.Measure("1a", [.. results.Select(result => result.Bound - result.Supervised)]);
        run.Measure("1b", [.. results.Select(result => result.Bound - result.Fixed)]);
        run.Measure("1c", [.. results.Select(result => result.Balanced - result.Fixed)]);
        run.Measure("1d", [.. results.Select(result => result.Balanced - result.Supervised)]);
    }

    public static async Task MeasureVowelAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        var table = await LabelledTable.LoadAsync(run.Data.Require("mlbench/Vowel.csv"), "Class", cancellationToken).ConfigureAwait(false);
        var results = Measure(run, "Vowel", table, labels: 99, withBalance: false, cancellationToken);
        run.Measure("1e", [.. results.Select(result => result.Bound - result.Supervised)]);
        run.Measure("1f", [.. results.Select(result => result.Bound - result.Fixed)]);
    }

    /// <summary>Mean accuracies on the pool over a seed's splits.</summary>
    private static List<(double Supervised, double Bound, double Fixed, double Balanced)> Measure(ReproductionRun run, string name, ExampleSet table, int labels, bool withBalance, CancellationToken cancellationToken)
    {
        var means = new List<(double, double, double, double)>();
        foreach (var seed in run.Seeds)
        {
            run.Report(name, means.Count, run.Seeds.Count);
            var (supervised, bound, fixedly, balanced) = (0.0, 0.0, 0.0, 0.0);
            for (var split = 0; split < SplitsPerSeed; split++)
            {
                var draw = FewLabelSplit.Draw(table, labels, (seed * SplitsPerSeed) + split);
                var result = draw.Train(Forest, new TransductiveBound(), seed, cancellationToken);
                supervised += draw.PoolAccuracy(result.Supervised) / SplitsPerSeed;
                bound += draw.PoolAccuracy(result.Model) / SplitsPerSeed;
                fixedly += draw.PoolAccuracy(draw.Train(Forest, new FixedThreshold(0.7), seed, cancellationToken).Model) / SplitsPerSeed;
                balanced += withBalance ? draw.PoolAccuracy(draw.Train(Forest, new ClassBalancedTop(), seed, cancellationToken).Model) / SplitsPerSeed : 0;
            }

            means.Add((supervised, bound, fixedly, balanced));
        }

        return means;
    }
}
