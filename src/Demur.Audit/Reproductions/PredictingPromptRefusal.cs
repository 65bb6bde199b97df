using Demur.Audit.Reproductions.PromptRefusal;
using Demur.Reproduction;

namespace Demur.Audit.Reproductions;

/// <summary>
/// Paper 01, Reuter and Schulze 2023, "I'm Afraid I Can't Do That: Predicting Prompt Refusal in Black-Box Generative Language Models"
/// (arXiv 2306.03423): labelling answers, and predicting refusal from the prompt, on the authors' 1,721 hand-labelled answers with their own split.
/// The rows of the stored split are deterministic; forests, folds, bootstraps and draws run over the seeds.
/// Deviation: the paper's 10,000 machine-labelled questions are not public, so claim 4 labels the hand-labelled half out of fold instead.
/// </summary>
public sealed class PredictingPromptRefusal() : PaperReproduction("01")
{
    /// <inheritdoc/>
    public override IReadOnlyList<ReproductionClaim> Claims { get; } =
    [
        ReproductionClaim.AtLeast("1a", 230, "Logistic regression on the response labels at least 230 of the 256 test answers rightly (paper: 232)."),
        ReproductionClaim.Exactly("1b", 160_975, "The training answers have exactly 160,975 n-grams of one to three words."),
        ReproductionClaim.AtLeast("1c", 0.85, "A forest of 300 trees reaches an accuracy of at least .85 on the same answers (paper: .867)."),
        ReproductionClaim.AtLeast("2a", 0.20, "Its kappa on the test answers is at least .20 above that of the refusal string list of GCG."),
        ReproductionClaim.AtLeast("2b", 0.20, "So is the kappa of the labeller that ships with Demur."),
        ReproductionClaim.AtLeast("3a", 0.80, "Refusal is foreseen from the prompt with an AUROC of at least .80 on the stored split."),
        ReproductionClaim.AtLeast("3b", 0.60, "On Quora's questions alone, the 95 % interval of the out-of-fold AUROC lies above .60 (its lower end)."),
        ReproductionClaim.AtMost("4", 0.03, "Training on out-of-fold machine labels moves that AUROC by at most .03 from training on hand labels."),
        ReproductionClaim.AtLeast("5a", 0.10, "Recalibrating with 50 labelled answers lifts accuracy by at least .10: trained on nyp and political, tested on Quora (20 draws)."),
        ReproductionClaim.AtLeast("5b", 0.10, "Recalibrating with 50 labelled answers lifts accuracy by at least .10: trained on Quora, tested on nyp and political (20 draws)."),
        ReproductionClaim.AtLeast("6a", 0.01, "Adding the rules to the model lifts AUROC by at least .01 from nyp and political to Quora (reference: .829 to .863)."),
        ReproductionClaim.AtMost("6b", 0.01, "Adding the rules costs at most .01 AUROC on the stored split."),
        ReproductionClaim.AtLeast("7a", 0.674, "On Quora's questions alone, Demur's own predictor passes the reference AUROC of .674 (our aim: .72)."),
        ReproductionClaim.AtLeast("7b", 0, "Its gain over the paper's classifier on the same folds is more than noise: the 95 % interval's lower end is at least 0."),
        ReproductionClaim.AtLeast("8", 0.93, "The labeller that ships with Demur labels at least .93 of the test answers rightly (paper's BERT: .965)."),
    ];

    /// <inheritdoc/>
    protected override async Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var answers = await HandLabelledAnswers.LoadAsync(run.Data, cancellationToken).ConfigureAwait(false);
        TransferExperiment.Measure(run, answers, cancellationToken);
        PromptExperiment.Measure(run, answers, cancellationToken);
        StoredSplitExperiment.Measure(run, answers, cancellationToken);
    }
}
