using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Resampling;

/// <summary>Claim 5.</summary>
internal static class SatimageExperiment
{
    public static void Measure(ReproductionRun run, ExampleSet satimage, CancellationToken cancellationToken)
    {
        var gains = new List<double>();
        foreach (var seed in run.Seeds)
        {
            run.Report("Satimage", gains.Count, run.Seeds.Count);
            gains.Add(SweepGain.Of(satimage, seed, cancellationToken));
        }

        run.Measure("5", gains);
    }
}
