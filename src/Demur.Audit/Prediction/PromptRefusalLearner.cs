using Demur.Audit.Prediction.Internal;
using Demur.Learning.Models;
using Demur.Learning.Splits;
using Demur.Learning.Text;
using Demur.Metrics;
using Demur.Progress;
using Demur.Sentences;

namespace Demur.Audit.Prediction;

/// <summary>
/// Learns from a run's own labels which prompts its model refuses (arXiv 2306.03423, prompt classifier), by any method, and measures on the way how far
/// that can be trusted: nested cross-validation, a learning curve, and each source held out. Thread-safe.
/// </summary>
/// <param name="options">How to train and judge; the defaults when null.</param>
public sealed class PromptRefusalLearner(PromptPredictorOptions? options = null)
{
    private static readonly double[] Shares = [0.25, 0.5, 0.75];

    /// <summary>How to train and judge.</summary>
    /// <remarks>An encoder is asked for each text once, however many folds read it; its vectors are kept for as long as the learner lives.</remarks>
    public PromptPredictorOptions Options { get; } = Remembering(options ?? new PromptPredictorOptions());

    /// <summary>Says why prompts are too few to learn from.</summary>
    /// <param name="prompts">The labelled prompts.</param>
    /// <returns>One sentence that starts with "Not enough data"; null when there is enough.</returns>
    public string? Shortage(IReadOnlyList<LabeledPrompt> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        var refusals = prompts.Count(prompt => prompt.IsRefusal);
        var fewer = Math.Min(refusals, prompts.Count - refusals);
        var isEnough = prompts.Count >= Options.MinPrompts && fewer >= Options.MinPerClass;
        return isEnough
            ? null
            : $"Not enough data to predict refusals: {prompts.Count} labelled prompts, {refusals} of them refused; at least {Options.MinPrompts} are needed, with {Options.MinPerClass} refused and {Options.MinPerClass} answered.";
    }

    /// <summary>Trains a predictor.</summary>
    /// <param name="prompts">The labelled prompts of one model; of a prompt that stands more than once, all labels count.</param>
    /// <param name="seed">The seed of the folds.</param>
    /// <param name="progress">Told of each training.</param>
    /// <param name="cancellationToken">Stops between trainings.</param>
    /// <returns>The predictor with its trust.</returns>
    /// <exception cref="DemurException">There are too few prompts (see <see cref="Shortage"/>).</exception>
    public PromptRefusalPredictor Fit(
        IReadOnlyList<LabeledPrompt> prompts,
        int seed = 1,
        IProgress<ProgressEvent>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (Shortage(prompts) is { } shortage)
        {
            throw new DemurException(shortage);
        }

        var all = Enumerable.Range(0, prompts.Count).ToArray();
        progress?.Report(new ProgressEvent { Stage = "training", Done = 0, Total = 4 });
        _ = Options.Encoder?.Encode([.. prompts.Select(prompt => prompt.Prompt)], cancellationToken);
        var final = PromptFit.Train(prompts, all, Options, seed, cancellationToken);
        progress?.Report(new ProgressEvent { Stage = "training", Done = 1, Total = 4, Message = "cross-validation" });
        var labels = prompts.Select(prompt => prompt.IsRefusal).ToArray();
        var splits = Splits(prompts, labels, seed);
        var outOfFold = OutOfFold(prompts, splits, seed, cancellationToken);
        progress?.Report(new ProgressEvent { Stage = "training", Done = 2, Total = 4, Message = "learning curve" });
        var curve = LearningCurve(prompts, labels, splits, final.Recipe, seed, cancellationToken);
        progress?.Report(new ProgressEvent { Stage = "training", Done = 3, Total = 4, Message = "sources held out" });
        var trust = Judge(outOfFold, labels, seed) with
        {
            LearningCurve = [.. curve, new LearningCurvePoint(splits[0].Train.Count, Ranking.Auroc(outOfFold, labels))],
            HeldOut = HoldOut(prompts, seed, cancellationToken),
        };
        progress?.Report(new ProgressEvent { Stage = "training", Done = 4, Total = 4 });
        var hash = DataHash.Of([.. prompts.Select(prompt => prompt.Prompt)], labels);
        return new PromptRefusalPredictor(Forgetful(final.Model), final.Calibrator, trust, PromptRefusalPredictor.CardOf(trust, final.Recipe.Options, hash, seed));
    }

    /// <summary>Scores every prompt by a predictor that was chosen, trained and calibrated without it.</summary>
    /// <param name="prompts">The labelled prompts.</param>
    /// <param name="splits">The outer folds.</param>
    /// <param name="seed">The seed of the inner folds.</param>
    /// <param name="cancellationToken">Stops between trainings.</param>
    /// <returns>P(refusal) of each prompt.</returns>
    public double[] OutOfFold(IReadOnlyList<LabeledPrompt> prompts, IReadOnlyList<Split> splits, int seed, CancellationToken cancellationToken = default) =>
        CrossValidation.OutOfFold(
            prompts.Count,
            splits,
            (train, cancel) =>
            {
                var fit = PromptFit.Train(prompts, train, Options, seed, cancel);
                var workspace = new TextWorkspace();
                return row => fit.Probability(prompts[row].Prompt, workspace);
            },
            cancellationToken);

    /// <summary>Equal prompts go to one fold, so that a repeated prompt is never on both sides; otherwise the folds are stratified.</summary>
    private IReadOnlyList<Split> Splits(IReadOnlyList<LabeledPrompt> prompts, bool[] labels, int seed)
    {
        var texts = prompts.Select(prompt => prompt.Prompt).ToArray();
        var different = texts.Distinct(StringComparer.Ordinal).Count();
        return different < texts.Length && different >= Options.Folds
            ? Folds.Grouped(texts, Options.Folds, seed)
            : Folds.Stratified(labels, Options.Folds, seed);
    }

    private static PromptPredictorOptions Remembering(PromptPredictorOptions options) => options switch
    {
        { Encoder: not null, Method: { } method } =>
            throw new DemurException(ErrorCode.Usage, $"An encoder's vectors join the words of the method 'logistic', not those of '{method.Name}'. Leave out one of the two."),
        { Encoder: null or RememberingSentenceEncoder } => options,
        _ => options with { Encoder = new RememberingSentenceEncoder(options.Encoder) },
    };

    /// <summary>The same model, its encoder the caller's own: what it will score next year need not be remembered.</summary>
    private static IPromptModel Forgetful(IPromptModel model) => model is LinearPromptModel linear ? linear.Forgetting() : model;

    private static PredictorTrust Judge(double[] probabilities, bool[] labels, int seed)
    {
        var correct = labels.Where((label, row) => probabilities[row] >= 0.5 == label).Count();
        var auroc = Bootstrap.Interval(
            labels.Length,
            items =>
            {
                var scores = new double[items.Length];
                var truth = new bool[items.Length];
                for (var i = 0; i < items.Length; i++)
                {
                    (scores[i], truth[i]) = (probabilities[items[i]], labels[items[i]]);
                }

                return Ranking.Auroc(scores, truth);
            },
            new BootstrapOptions { Resamples = 1000, Seed = seed });
        return new PredictorTrust
        {
            Prompts = labels.Length,
            Refusals = labels.Count(label => label),
            Auroc = auroc,
            AveragePrecision = Ranking.AveragePrecision(probabilities, labels),
            Accuracy = Wilson.Interval(correct, labels.Length),
            Brier = Probabilities.Brier(probabilities, labels),
            CalibrationError = Probabilities.CalibrationError(probabilities, labels),
            LearningCurve = [],
            HeldOut = [],
        };
    }

    private static List<LearningCurvePoint> LearningCurve(
        IReadOnlyList<LabeledPrompt> prompts,
        bool[] labels,
        IReadOnlyList<Split> splits,
        PromptRecipe recipe,
        int seed,
        CancellationToken cancellationToken)
    {
        var all = Enumerable.Range(0, prompts.Count).ToArray();
        var points = new List<LearningCurvePoint>();
        foreach (var share in Shares)
        {
            var smaller = splits.Select((split, fold) => split with { Train = Part(split.Train, labels, share, seed + fold) }).ToList();
            var scores = PromptFit.OutOfFold(prompts, all, smaller, recipe, seed, cancellationToken);
            points.Add(new LearningCurvePoint(smaller[0].Train.Count, Ranking.Auroc(scores, labels)));
        }

        return points;
    }

    /// <summary>A share of each class.</summary>
    private static List<int> Part(IReadOnlyList<int> rows, bool[] labels, double share, int seed)
    {
        var shuffled = rows.ToArray();
        new SplitMix(seed).Shuffle<int>(shuffled);
        return [.. shuffled.GroupBy(row => labels[row]).SelectMany(group => group.Take(Math.Max(1, (int)Math.Round(share * group.Count())))).Order()];
    }

    /// <summary>
    /// Tests each group on a predictor that has seen none of it. Where there are more groups than folds, several are held out at a time: the cost must not grow
    /// with the number of categories.
    /// </summary>
    private List<HeldOutGroup> HoldOut(IReadOnlyList<LabeledPrompt> prompts, int seed, CancellationToken cancellationToken)
    {
        var groups = prompts.Select(prompt => prompt.Group ?? "").ToArray();
        var names = groups.Distinct(StringComparer.Ordinal).ToList();
        if (names.Count < 2)
        {
            return [];
        }

        var results = new Dictionary<string, HeldOutGroup>(StringComparer.Ordinal);
        foreach (var split in Folds.Grouped(groups, Math.Min(names.Count, Options.Folds), seed))
        {
            var judged = split.Test.GroupBy(row => groups[row], StringComparer.Ordinal).Where(group => group.Key.Length > 0 && HasBoth([.. group])).ToList();
            if (judged.Count > 0 && HasBoth(split.Train))
            {
                var fit = PromptFit.Train(prompts, split.Train, Options, seed, cancellationToken);
                judged.ForEach(group => results.Add(group.Key, Judge(fit, group.Key, [.. group.Select(row => prompts[row])])));
            }
        }

        return [.. names.Where(results.ContainsKey).Select(name => results[name])];

        bool HasBoth(IReadOnlyList<int> rows)
        {
            var refusals = rows.Count(row => prompts[row].IsRefusal);
            return Math.Min(refusals, rows.Count - refusals) >= Options.MinHeldOutPerClass;
        }
    }

    private static HeldOutGroup Judge(PromptFit fit, string group, List<LabeledPrompt> prompts)
    {
        var workspace = new TextWorkspace();
        var scores = prompts.ConvertAll(prompt => fit.Probability(prompt.Prompt, workspace));
        var truth = prompts.ConvertAll(prompt => prompt.IsRefusal);
        var correct = truth.Where((label, i) => scores[i] >= 0.5 == label).Count();
        return new HeldOutGroup(group, truth.Count, truth.Count(label => label), Ranking.Auroc([.. scores], [.. truth]), (double)correct / truth.Count);
    }
}
