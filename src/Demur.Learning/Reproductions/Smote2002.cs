using Demur.Learning.Reproductions.Internal;
using Demur.Learning.Reproductions.Resampling;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions;

/// <summary>
/// Paper 21, Chawla, Bowyer, Hall and Kegelmeyer 2002, "SMOTE: Synthetic Minority Over-sampling Technique" (arXiv 1106.1813): the method's own promises,
/// equality with imbalanced-learn, and the paper's sweep with an unpruned tree on three of its data sets. Deviations: CART (Gini) with leaves of at least
/// two in place of C4.5; Ripper is not compared with. Pima and Satimage come from eng/research-data.sh.
/// </summary>
public sealed class Smote2002() : PaperReproduction("21")
{
    /// <inheritdoc/>
    public override IReadOnlyList<ReproductionClaim> Claims { get; } =
    [
        ReproductionClaim.Exactly("1a", 1, "Every row made on mammography lies on the segment between a minority row and one of its five nearest (share of rows)."),
        ReproductionClaim.Exactly("1b", 0, "N = 50, 100 and 350 make exactly 130, 260 and 910 rows of 260 (rows too many or too few)."),
        ReproductionClaim.Exactly("1c", 0, "A seed makes the same rows again (values that differ)."),
        ReproductionClaim.Exactly("2", 9, "On Pima the neighbour lists and the Tomek, ENN, NearMiss and danger sets are those of imbalanced-learn 0.10.0 (sets equal, of 9)."),
        ReproductionClaim.AtLeast("3a", 0.10, "Mammography, unpruned tree: SMOTE 200 % with under-sampling to 100 % raises minority recall by at least .10 over no resampling."),
        ReproductionClaim.AtLeast("3b", 0.05, "It raises the geometric mean of both recalls by at least .05."),
        ReproductionClaim.AtLeast("3c", 0, "Its area under the sweep's curve is not below that of under-sampling alone, on average (paper's best: .9330 against .9260)."),
        ReproductionClaim.AtLeast("3d", 1.0 / 3, "Settings with SMOTE are at least a third of the corners of the hull of all settings."),
        ReproductionClaim.AtMost("4a", 1, "Against copying to the same size (200 %), the tree is smaller (nodes over nodes)."),
        ReproductionClaim.AtLeast("4b", 0, "Against copying to the same size (200 %), minority recall is no lower (difference)."),
        ReproductionClaim.AtLeast("5", 0, "Satimage, damp grey soil: the best of the six SMOTE curves (50 to 500 %) is not below under-sampling alone (paper: .8979 against .8900)."),
        ReproductionClaim.AtLeast("6", -0.02, "Pima, where a repeat with CART gained nothing: the best of the same six curves loses at most .02 (paper: .7307 against .7242)."),
    ];

    /// <inheritdoc/>
    protected override async Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await TryAsync(run, ["2", "6"], "mlbench/PimaIndiansDiabetes.csv", "diabetes", "pos", PimaExperiment.Measure, cancellationToken).ConfigureAwait(false);
        await TryAsync(run, ["5"], "mlbench/Satellite.csv", "classes", "damp grey soil", SatimageExperiment.Measure, cancellationToken).ConfigureAwait(false);
        var mammography = await LabelledTable.LoadAsync(run.Data.Require("21-smote/mammography.csv"), "class", cancellationToken).ConfigureAwait(false);
        PromiseExperiment.Measure(run, mammography, cancellationToken);
        MammographyExperiment.Measure(run, mammography, cancellationToken);
    }

    /// <summary>Measures what needs a fetched table, or says that it is not there.</summary>
    private static async Task TryAsync(ReproductionRun run, string[] ids, string file, string labelColumn, string positive, Action<ReproductionRun, ExampleSet, CancellationToken> measure, CancellationToken cancellationToken)
    {
        try
        {
            var table = await LabelledTable.LoadAsync(run.Data.Require(file), labelColumn, cancellationToken).ConfigureAwait(false);
            measure(run, table.OneAgainstRest(positive), cancellationToken);
        }
        catch (DemurException error) when (error.Code == ErrorCode.Missing)
        {
            Array.ForEach(ids, id => run.Skip(id, $"{error.Message} eng/research-data.sh fetches it."));
        }
    }
}
