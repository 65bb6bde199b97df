using Demur.Learning.Reproductions.FewLabels;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions;

/// <summary>
/// Paper 50, Amini, Feofanov, Pauletto, Hadjadj, Devijver and Maximov, "Self-Training: A Survey" (arXiv 2202.12040): transductive bound, fixed and class-balanced thresholds on
/// DNA and Vowel with a forest of 200 trees, two random splits a seed; noisy labels; and, on data of our own, hand-written digits and refusal answers.
/// DNA and Vowel come from eng/research-data.sh. FixMatch and FlexMatch on images need a neural net: the neural assembly adds their claims.
/// </summary>
public sealed class SelfTrainingSurvey() : PaperReproduction("50")
{
    private static readonly string[] Dna = ["1a", "1b", "1c", "1d"];
    private static readonly string[] Vowel = ["1e", "1f"];

    /// <inheritdoc/>
    public override IReadOnlyList<ReproductionClaim> Claims { get; } =
    [
        ReproductionClaim.AtLeast("1a", 0, "DNA, 31 labels: the transductive bound is not below the supervised forest on the unlabelled rows (accuracy difference; trial .663 against .660)."),
        ReproductionClaim.AtLeast("1b", 0.05, "DNA: it is at least .05 above the fixed threshold .7 (trial .663 against .525)."),
        ReproductionClaim.AtLeast("1c", 0.05, "DNA: class-balanced selection repairs the fixed threshold's collapse: at least .05 above it."),
        ReproductionClaim.AtLeast("1d", 0, "DNA: class-balanced selection is not below the supervised forest."),
        ReproductionClaim.AtLeast("1e", 0, "Vowel, 99 labels: the transductive bound is not below the supervised forest (trial .549 against .538)."),
        ReproductionClaim.AtLeast("1f", 0.05, "Vowel: it is at least .05 above the fixed threshold .7 (trial .549 against .469)."),
        ReproductionClaim.AtLeast("2", 0, "Digits, 100 labels: the precision of pseudo-labels rises with the threshold from .3 over .4, .5 and .6 to .7 (least step)."),
        ReproductionClaim.AtLeast("3", 0, "Digits, 500 labels of which 20 % are wrong at random: forward correction loses less accuracy than plain logistic regression (difference)."),
        ReproductionClaim.AtMost("5", 1, "The bound's thresholds are those of the survey's formula, summed row by row over the full grid (largest distance in grid steps)."),
        ReproductionClaim.AtLeast("6a", 0, "Digits, 100 labels and 1,900 unlabelled rows: class-balanced selection is not below the supervised forest on 2,000 test rows."),
        ReproductionClaim.AtLeast("6b", 0, "Refusal answers, 60 hand labels and 1,134 unlabelled: class-balanced selection is not below the supervised model on the stored test part."),
    ];

    /// <inheritdoc/>
    protected override async Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await TryAsync(run, Dna, () => TableExperiment.MeasureDnaAsync(run, cancellationToken)).ConfigureAwait(false);
        await TryAsync(run, Vowel, () => TableExperiment.MeasureVowelAsync(run, cancellationToken)).ConfigureAwait(false);
        await TryAsync(run, ["2", "3", "5", "6a"], () => DigitsExperiment.MeasureAsync(run, cancellationToken)).ConfigureAwait(false);
        await TryAsync(run, ["6b"], () => RefusalExperiment.MeasureAsync(run, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Measures what needs a set of data, or says that it is not there.</summary>
    private static async Task TryAsync(ReproductionRun run, string[] ids, Func<Task> measure)
    {
        try
        {
            await measure().ConfigureAwait(false);
        }
        catch (DemurException error) when (error.Code == ErrorCode.Missing)
        {
            Array.ForEach(ids, id => run.Skip(id, error.Message));
        }
    }
}
