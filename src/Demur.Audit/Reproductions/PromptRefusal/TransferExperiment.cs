using Demur.Audit.Labelling;
using Demur.Metrics;
using Demur.Reproduction;

namespace Demur.Audit.Reproductions.PromptRefusal;

/// <summary>Claims 5 and 6: what carries over from one source of answers to another, and what recalibration and rules add.</summary>
internal static class TransferExperiment
{
    private const int Draws = 20;
    private const int Labelled = 50;

    public static void Measure(ReproductionRun run, IReadOnlyList<HandLabelledAnswer> answers, CancellationToken cancellationToken)
    {
        run.Report("transfer between sources", 0, 2);
        List<LabelledResponse> quora = [.. answers.Where(answer => answer.Source == HandLabelledAnswer.Quora).Select(answer => answer.Labelled)];
        List<LabelledResponse> others = [.. answers.Where(answer => answer.Source != HandLabelledAnswer.Quora).Select(answer => answer.Labelled)];
        var fromOthers = LinearResponseLabeler.Fit(others, cancellationToken: cancellationToken);
        run.Measure("5a", Gains(run, fromOthers, quora, cancellationToken));
        run.Measure("6a", Auroc(fromOthers.WithRules(), quora) - Auroc(fromOthers, quora));
        run.Report("transfer between sources", 1, 2);
        run.Measure("5b", Gains(run, LinearResponseLabeler.Fit(quora, cancellationToken: cancellationToken), others, cancellationToken));

        var train = answers.Where(answer => answer.Part == HandLabelledAnswer.Train).Select(answer => answer.Labelled).ToList();
        var test = answers.Where(answer => answer.Part == HandLabelledAnswer.Test).Select(answer => answer.Labelled).ToList();
        var inDomain = LinearResponseLabeler.Fit(train, cancellationToken: cancellationToken);
        run.Measure("6b", Auroc(inDomain, test) - Auroc(inDomain.WithRules(), test));
    }

    /// <summary>For each seed, the mean gain in accuracy over the draws, on the answers that were not drawn.</summary>
    private static double[] Gains(ReproductionRun run, LinearResponseLabeler labeler, List<LabelledResponse> target, CancellationToken cancellationToken) =>
        [.. run.Seeds.Select(seed => Enumerable.Range(0, Draws).Average(draw =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var order = target.ToArray();
            new SplitMix(seed, draw).Shuffle<LabelledResponse>(order);
            var recalibrated = labeler.Recalibrate(order[..Labelled]);
            return Accuracy(recalibrated, order[Labelled..]) - Accuracy(labeler, order[Labelled..]);
        }))];

    private static double Accuracy(LinearResponseLabeler labeler, IReadOnlyList<LabelledResponse> answers) =>
        BinaryCounts.At(Truth(answers), Scores(labeler, answers)).Accuracy;

    private static double Auroc(LinearResponseLabeler labeler, IReadOnlyList<LabelledResponse> answers) =>
        Ranking.Auroc(Scores(labeler, answers), Truth(answers));

    private static double[] Scores(LinearResponseLabeler labeler, IReadOnlyList<LabelledResponse> answers) =>
        [.. answers.Select(answer => labeler.Score(answer.Prompt, answer.Response))];

    private static bool[] Truth(IReadOnlyList<LabelledResponse> answers) => [.. answers.Select(answer => answer.IsRefusal)];
}
