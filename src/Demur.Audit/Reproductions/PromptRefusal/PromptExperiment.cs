using Demur.Audit.Prediction;
using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Splits;
using Demur.Learning.Text;
using Demur.Metrics;
using Demur.Reproduction;

namespace Demur.Audit.Reproductions.PromptRefusal;

/// <summary>Claims 3, 4 and 7: foreseeing refusal from the prompt alone, by the paper's classifier on hand and on machine labels, and by Demur's predictor.</summary>
internal static class PromptExperiment
{
    private const int FoldCount = 5;

    public static void Measure(ReproductionRun run, IReadOnlyList<HandLabelledAnswer> answers, CancellationToken cancellationToken)
    {
        var train = answers.Where(answer => answer.Part == HandLabelledAnswer.Train).ToList();
        var test = answers.Where(answer => answer.Part == HandLabelledAnswer.Test).ToList();
        var classifier = Fit([.. train.Select(answer => answer.Prompt)], [.. train.Select(answer => answer.IsRefusal)], cancellationToken);
        run.Measure("3a", Ranking.Auroc(Scores(classifier, test.Select(answer => answer.Prompt)), test.Select(answer => answer.IsRefusal).ToArray()));

        var figures = run.Seeds.Select((seed, i) =>
        {
            run.Report("foreseeing refusal from prompts", i, run.Seeds.Count);
            return OfSeed(answers, seed, cancellationToken);
        }).ToList();
        run.Measure("3b", [.. figures.Select(figure => figure.LowerEnd)]);
        run.Measure("4", [.. figures.Select(figure => Math.Abs(figure.Machine - figure.Hand))]);
        run.Measure("7a", [.. figures.Select(figure => figure.Predictor)]);
        run.Measure("7b", [.. figures.Select(figure => figure.GainLowerEnd)]);
    }

    private static Figures OfSeed(IReadOnlyList<HandLabelledAnswer> answers, int seed, CancellationToken cancellationToken)
    {
        var machineLabels = RefusalBootstrapper.LabelOutOfFold(
            [.. answers.Select(answer => answer.Response)],
            [.. answers.Select(answer => answer.IsRefusal)],
            FoldCount,
            seed,
            cancellationToken);
        var rows = Enumerable.Range(0, answers.Count).Where(row => answers[row].Source == HandLabelledAnswer.Quora).ToList();
        string[] prompts = [.. rows.Select(row => answers[row].Prompt)];
        bool[] hand = [.. rows.Select(row => answers[row].IsRefusal)];
        bool[] machine = [.. rows.Select(row => machineLabels[row])];
        var folds = Folds.Stratified(hand, FoldCount, seed);
        var byHand = OutOfFold(prompts, hand, folds, cancellationToken);
        var byMachine = OutOfFold(prompts, machine, folds, cancellationToken);
        var labelled = prompts.Zip(hand, (prompt, isRefusal) => new LabeledPrompt { Prompt = prompt, IsRefusal = isRefusal }).ToList();
        var byPredictor = new PromptRefusalLearner().OutOfFold(labelled, folds, seed, cancellationToken);
        return new Figures(
            Ranking.Auroc(byHand, hand),
            LowerEnd(hand, seed, byHand),
            Ranking.Auroc(byMachine, hand),
            Ranking.Auroc(byPredictor, hand),
            LowerEnd(hand, seed, byPredictor, byHand));
    }

    /// <summary>The lower end of the 95 % bootstrap interval of an AUROC, or of its gain over other scores on the same draws.</summary>
    private static double LowerEnd(bool[] truth, int seed, double[] scores, double[]? others = null) => Bootstrap.Interval(
        truth.Length,
        items =>
        {
            var drawnTruth = Draw(truth, items);
            var auroc = Ranking.Auroc(Draw(scores, items), drawnTruth);
            return others is null ? auroc : auroc - Ranking.Auroc(Draw(others, items), drawnTruth);
        },
        new BootstrapOptions { Seed = seed }).Low;

    private static T[] Draw<T>(T[] values, ReadOnlySpan<int> items)
    {
        var drawn = new T[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            drawn[i] = values[items[i]];
        }

        return drawn;
    }

    private static double[] OutOfFold(string[] prompts, bool[] labels, IReadOnlyList<Split> folds, CancellationToken cancellationToken) =>
        CrossValidation.OutOfFold(
            prompts.Length,
            folds,
            (train, cancel) =>
            {
                var classifier = Fit([.. train.Select(row => prompts[row])], [.. train.Select(row => labels[row])], cancel);
                var scores = Scores(classifier, prompts);
                return row => scores[row];
            },
            cancellationToken);

    private static TextClassifier Fit(IReadOnlyList<string> prompts, IReadOnlyList<bool> labels, CancellationToken cancellationToken)
    {
        var features = new TfidfVectorizer().Fit(prompts, cancellationToken);
        var model = new LogisticRegression().Fit(new TrainingSet(features.TransformAll(prompts, cancellationToken), labels), cancellationToken);
        return new TextClassifier(features, model);
    }

    private static double[] Scores(TextClassifier classifier, IEnumerable<string> prompts)
    {
        var workspace = new TextWorkspace();
        return [.. prompts.Select(prompt => classifier.Score(prompt, workspace))];
    }

    private sealed record Figures(double Hand, double LowerEnd, double Machine, double Predictor, double GainLowerEnd);
}
