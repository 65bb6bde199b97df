using Demur.Learning.Calibration;
using Demur.Learning.Splits;
using Demur.Learning.Text;
using Demur.Metrics;

namespace Demur.Audit.Prediction.Internal;

/// <summary>One complete training on some rows: cross-validation within them chooses the features and calibrates; nothing else is looked at.</summary>
internal sealed record PromptFit(PromptRecipe Recipe, IPromptModel Model, PlattCalibrator Calibrator)
{
    public double Probability(string prompt, TextWorkspace workspace) => Calibrator.Calibrate(Model.Score(prompt, workspace));

    public static PromptFit Train(
        IReadOnlyList<LabeledPrompt> prompts,
        IReadOnlyList<int> rows,
        PromptPredictorOptions options,
        int seed,
        CancellationToken cancellationToken)
    {
        var labels = rows.Select(row => prompts[row].IsRefusal).ToArray();
        var splits = Folds.Stratified(labels, Math.Min(options.InnerFolds, Smaller(labels)), seed);
        PromptRecipe? best = null;
        double[] bestScores = [];
        var bestAuroc = double.NegativeInfinity;
        foreach (var recipe in Candidates(options))
        {
            var scores = OutOfFold(prompts, rows, splits, recipe, seed, cancellationToken);
            var auroc = Ranking.Auroc(scores, labels);
            if (auroc > bestAuroc)
            {
                (best, bestScores, bestAuroc) = (recipe, scores, auroc);
            }
        }

        return new PromptFit(best!, best!.Fit(prompts, rows, seed, cancellationToken), PlattCalibrator.Fit(bestScores, labels));
    }

    /// <summary>Scores each of the rows by a model of the others.</summary>
    public static double[] OutOfFold(
        IReadOnlyList<LabeledPrompt> prompts,
        IReadOnlyList<int> rows,
        IReadOnlyList<Split> splits,
        PromptRecipe recipe,
        int seed,
        CancellationToken cancellationToken) =>
        CrossValidation.OutOfFold(
            rows.Count,
            splits,
            (train, cancel) =>
            {
                var model = recipe.Fit(prompts, [.. train.Select(i => rows[i])], seed, cancel);
                var workspace = new TextWorkspace();
                return i => model.Score(prompts[rows[i]].Prompt, workspace);
            },
            cancellationToken);

    private static int Smaller(bool[] labels)
    {
        var positives = labels.Count(label => label);
        return Math.Max(2, Math.Min(positives, labels.Length - positives));
    }

    private static IEnumerable<PromptRecipe> Candidates(PromptPredictorOptions options)
    {
        if (options.Method is { } method)
        {
            return [new MethodRecipe(method, options.Settings)];
        }

        var lexicon = options.Lexicon ?? PromptLexicon.Default;
        PromptFeatureSet[] sets = options.Features is { } chosen ? [chosen]
            : options.Encoder is null ? [PromptFeatureSet.Words, PromptFeatureSet.WordsAndConcepts]
            : [PromptFeatureSet.Words, PromptFeatureSet.WordsAndConcepts, PromptFeatureSet.WordsConceptsAndSentences];
        return sets.Select(set => new WordRecipe(set, lexicon, options.Encoder));
    }
}
