using Demur.Learning.Reproductions.Noise;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions;

/// <summary>
/// Paper 29, Parekh, Anand and Awekar 2023, "Noise in Relation Classification Dataset TACRED: Characterization and Reduction" (arXiv 2311.12298): hidden
/// positives among "no relation" are found by neighbours, and models trained without them are better. Deviation: TACRED is licensed, so the noise is built
/// into FewRel's sentences, where the truth is known; a linear model on TF-IDF stands for PA-LSTM and C-GCN, and all predictions are out of fold.
/// </summary>
public sealed class RelationNoise() : PaperReproduction("29")
{
    private const double FivePoints = 0.05;

    /// <inheritdoc/>
    public override IReadOnlyList<ReproductionClaim> Claims { get; } =
    [
        ReproductionClaim.AtLeast("1a", FivePoints, "Dropping the intrinsic strategy's suspects (100-dimensional space) gains at least 5 points of micro-F1 over the noisy labels."),
        ReproductionClaim.AtLeast("1b", FivePoints, "So does relabelling them."),
        ReproductionClaim.AtLeast("1c", FivePoints, "So does dropping those found among out-of-fold scores."),
        ReproductionClaim.AtLeast("1d", FivePoints, "So does relabelling those."),
        ReproductionClaim.AtLeast("1e", FivePoints, "So does dropping the extrinsic strategy's suspects (10 % of the sentences checked)."),
        ReproductionClaim.AtLeast("1f", FivePoints, "So does relabelling them."),
        ReproductionClaim.AtLeast("2a", 0, "With the intrinsic strategy dropping beats relabelling (their difference)."),
        ReproductionClaim.AtLeast("2b", 0, "With the extrinsic strategy relabelling beats dropping (their difference)."),
        ReproductionClaim.AtLeast("3a", 0, "The intrinsic strategy finds more of the hidden positives than plain out-of-fold predictions (difference of recalls)."),
        ReproductionClaim.AtLeast("3b", 0, "It also finds more than the extrinsic strategy (difference of recalls)."),
        ReproductionClaim.AtLeast("3c", 0, "Both of those are surer (the worse of their precisions less the intrinsic one's)."),
        ReproductionClaim.AtMost("4", 0.02, "Where there is no noise, dropping the intrinsic strategy's suspects costs less than 2 points."),
        ReproductionClaim.AtLeast("5", 0, "Dropping as many negatives at random gains less than dropping suspects (their difference)."),
        ReproductionClaim.AtLeast("6", 0, "The best neighbour strategy beats confident learning, dropped or relabelled (their difference)."),
    ];

    /// <inheritdoc/>
    protected override Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var all = RelationData.Load(run.Data);
        var results = run.Seeds.Select((seed, i) =>
        {
            run.Report("cleaning", i, run.Seeds.Count);
            return new CleaningExperiment(RelationData.Draw(all, seed), seed, cancellationToken).Run();
        }).ToList();
        void Measure(string id, Func<Dictionary<string, double>, double> figure) => run.Measure(id, results.ConvertAll(result => figure(result)));

        Measure("1a", f1 => f1["is-eliminate"] - f1["noisy"]);
        Measure("1b", f1 => f1["is-relabel"] - f1["noisy"]);
        Measure("1c", f1 => f1["is-scores-eliminate"] - f1["noisy"]);
        Measure("1d", f1 => f1["is-scores-relabel"] - f1["noisy"]);
        Measure("1e", f1 => f1["es-eliminate"] - f1["noisy"]);
        Measure("1f", f1 => f1["es-relabel"] - f1["noisy"]);
        Measure("2a", f1 => f1["is-eliminate"] - f1["is-relabel"]);
        Measure("2b", f1 => f1["es-relabel"] - f1["es-eliminate"]);
        Measure("3a", share => share["is-recall"] - share["oof-recall"]);
        Measure("3b", share => share["is-recall"] - share["es-recall"]);
        Measure("3c", share => Math.Min(share["es-precision"], share["oof-precision"]) - share["is-precision"]);
        Measure("4", f1 => f1["clean"] - f1["pure-is"]);
        Measure("5", f1 => f1["is-eliminate"] - f1["control"]);
        Measure("6", f1 => Best(f1, "is", "is-scores", "es") - Best(f1, "confident"));
        return Task.CompletedTask;
    }

    private static double Best(Dictionary<string, double> f1, params string[] strategies) =>
        strategies.Max(name => Math.Max(f1[name + "-eliminate"], f1[name + "-relabel"]));
}
