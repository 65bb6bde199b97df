using Demur.Audit.Labelling;
using Demur.Learning;
using Demur.Learning.Text;
using Demur.Learning.Trees;
using Demur.Metrics;
using Demur.Reproduction;

namespace Demur.Audit.Reproductions.PromptRefusal;

/// <summary>
/// Claims 1, 2 and 8: labelling the test answers of the stored split, against the refusal string list. The labeller that ships was trained on the
/// training part of the same split, among other sources, and has not seen the test part.
/// </summary>
internal static class StoredSplitExperiment
{
    public static void Measure(ReproductionRun run, IReadOnlyList<HandLabelledAnswer> answers, CancellationToken cancellationToken)
    {
        run.Report("labelling the test answers", 0, run.Seeds.Count);
        var train = answers.Where(answer => answer.Part == HandLabelledAnswer.Train).ToList();
        var test = answers.Where(answer => answer.Part == HandLabelledAnswer.Test).ToList();
        bool[] truth = [.. test.Select(answer => answer.IsRefusal)];
        var labeler = LinearResponseLabeler.Fit([.. train.Select(answer => answer.Labelled)], cancellationToken: cancellationToken);
        var linear = Counts(labeler, test);
        var cascade = Counts(CascadeResponseLabeler.Default, test);
        var strings = BinaryCounts.Of(truth, test.Select(answer => RefusalStringList.Matches(answer.Response)).ToArray());
        run.Measure("1a", linear.TruePositives + linear.TrueNegatives);
        run.Measure("1b", labeler.Classifier.Features.FeatureCount);
        run.Measure("2a", linear.Kappa - strings.Kappa);
        run.Measure("2b", cascade.Kappa - strings.Kappa);
        run.Measure("8", cascade.Accuracy);

        var features = labeler.Classifier.Features;
        var examples = new TrainingSet(
            features.TransformAll([.. train.Select(answer => answer.Response)], cancellationToken),
            [.. train.Select(answer => answer.IsRefusal)]);
        var rows = features.TransformAll([.. test.Select(answer => answer.Response)], cancellationToken);
        run.Measure("1c", [.. run.Seeds.Select((seed, i) =>
        {
            run.Report("growing forests", i, run.Seeds.Count);
            var forest = new RandomForest().Fit(examples, seed, cancellationToken);
            return BinaryCounts.At(truth, Enumerable.Range(0, truth.Length).Select(row => forest.Probability(rows.Row(row))).ToArray()).Accuracy;
        })]);
    }

    private static BinaryCounts Counts(IResponseLabeler labeler, List<HandLabelledAnswer> answers) => BinaryCounts.Of(
        answers.Select(answer => answer.IsRefusal).ToArray(),
        answers.Select(answer => labeler.Decide(answer.Prompt, answer.Response).IsRefusal).ToArray());
}
