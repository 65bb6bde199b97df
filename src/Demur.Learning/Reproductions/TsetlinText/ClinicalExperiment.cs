using System.IO.Compression;
using Demur.Learning.Tsetlin;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.TsetlinText;

/// <summary>Claims c: the paper's clinical records without the terms' names, 431 rows of 38,876 bits.</summary>
internal static class ClinicalExperiment
{
    private const string Data = "07-tsetlin-text/clinical_dataset.txt.gz";

    public static void Measure(ReproductionRun run, CancellationToken cancellationToken)
    {
        BitRows rows;
        try
        {
            using var stream = new GZipStream(File.OpenRead(run.Data.Require(Data)), CompressionMode.Decompress);
            rows = BitRows.Read(stream, Data);
        }
        catch (DemurException error) when (error.Code == ErrorCode.Missing)
        {
            Array.ForEach(["c1", "c2"], id => run.Skip(id, error.Message));
            return;
        }

        var results = new List<FoldedComparison>();
        foreach (var seed in run.Seeds)
        {
            run.Report("clinical records", results.Count, run.Seeds.Count);
            var options = new TsetlinOptions { Clauses = 500, T = 40, S = 10, Epochs = 20, ClauseDrop = 0.5, Seed = seed };
            results.Add(FoldedComparison.Run(rows.Classes, 10, 5000, options, _ => rows.Bits, cancellationToken));
        }

        run.Measure("c1", [.. results.Select(result => result.Machine)]);
        run.Measure("c2", [.. results.Select(result => result.Machine - Math.Max(result.NaiveBayes, result.Svm))]);
    }
}
