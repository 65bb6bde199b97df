using Demur.Learning.Imbalance;
using Demur.Learning.Splits;
using Demur.Metrics;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Resampling;

/// <summary>Claims 3 and 4: an unpruned tree on mammography, over ten stratified folds and the seeds.</summary>
internal static class MammographyExperiment
{
    private const int FoldCount = 10;

    public static void Measure(ReproductionRun run, ExampleSet mammography, CancellationToken cancellationToken)
    {
        var gains = new List<(double Recall, double Mean, double Area, double Share, double Size, double RecallOverCopies)>();
        foreach (var seed in run.Seeds)
        {
            run.Report("Mammography", gains.Count, run.Seeds.Count);
            var plain = Folded(mammography, null, seed, cancellationToken);
            var combined = Folded(mammography, ResamplingPipeline.SmoteAndUnderSample(SweepGain.SmotePercent, 100, mammography.Classes[1]), seed, cancellationToken);
            var made = Folded(mammography, new Smote(new SmoteOptions { Amount = OversamplingAmount.Percent(SweepGain.SmotePercent) }), seed, cancellationToken);
            var copied = Folded(mammography, new RandomOverSampler(OversamplingAmount.Percent(SweepGain.SmotePercent)), seed, cancellationToken);
            var sweep = new RocSweep(SweepGain.Tree).Run(mammography, seed, cancellationToken);
            var optimal = sweep.Optimal;
            gains.Add((
                combined.Recall - plain.Recall,
                combined.Mean - plain.Mean,
                sweep.Area(SweepGain.SmotePercent) - sweep.Area(0),
                (double)optimal.Count(setting => setting.SmotePercent > 0) / optimal.Count,
                made.Nodes / copied.Nodes,
                made.Recall - copied.Recall));
        }

        run.Measure("3a", [.. gains.Select(gain => gain.Recall)]);
        run.Measure("3b", [.. gains.Select(gain => gain.Mean)]);
        run.Measure("3c", [.. gains.Select(gain => gain.Area)]);
        run.Measure("3d", [.. gains.Select(gain => gain.Share)]);
        run.Measure("4a", [.. gains.Select(gain => gain.Size)]);
        run.Measure("4b", [.. gains.Select(gain => gain.RecallOverCopies)]);
    }

    /// <summary>Mean minority recall, mean geometric mean of both recalls and mean tree size over the folds.</summary>
    private static (double Recall, double Mean, double Nodes) Folded(ExampleSet examples, IResampler? resampler, int seed, CancellationToken cancellationToken)
    {
        var folds = Folds.Stratified(Array.ConvertAll(examples.Labels.ToArray(), label => label == 1), FoldCount, seed);
        var results = new (RocPoint Point, int Nodes)[FoldCount];
        Parallel.For(0, FoldCount, Cores.All(cancellationToken), fold =>
        {
            var train = examples.Select(folds[fold].Train);
            var model = SweepGain.Tree.Fit(resampler?.Resample(train, seed, cancellationToken).Examples ?? train, seed, cancellationToken);
            results[fold] = (RocSweep.Rates(model, examples, folds[fold].Test, positive: 1), model.Nodes.Length);
        });
        return (
            results.Average(result => result.Point.TruePositiveRate),
            results.Average(result => Math.Sqrt(result.Point.TruePositiveRate * (1 - result.Point.FalsePositiveRate))),
            results.Average(result => result.Nodes));
    }
}
