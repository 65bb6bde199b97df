using System.Globalization;
using Demur.Audit.Prediction;
using Demur.Audit.Reports.Statistics;
using Demur.Audit.Runs;

namespace Demur.Audit.Reports;

/// <summary>How well refusals of this model can be predicted from the prompt alone, measured on prompts that the predictor did not see.</summary>
public sealed record PredictorQuality
{
    /// <summary>A report of a large run draws as many prompts to learn from: more would take minutes and narrow the interval by little.</summary>
    private const int MostPrompts = 2_000;

    /// <summary>The prompts that the predictor was trained and tested on.</summary>
    public required int Prompts { get; init; }

    /// <summary>Those of them that were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>The out-of-fold area under the ROC curve, from 0 to 1; 0.5 is chance.</summary>
    public required double Auroc { get; init; }

    /// <summary>The lower end of its 95 % interval.</summary>
    public required double AurocLow { get; init; }

    /// <summary>The upper end of its 95 % interval.</summary>
    public required double AurocHigh { get; init; }

    /// <summary>The out-of-fold AUROC by number of training prompts, ascending; empty when it was not measured.</summary>
    public IReadOnlyList<LearningPoint> LearningCurve { get; init; } = [];

    /// <summary>One sentence on how far the predictor can be trusted.</summary>
    public required string Trust { get; init; }

    /// <summary>The method that the predictor learnt by; <c>logistic</c> by default.</summary>
    public string Method { get; init; } = "logistic";

    /// <summary>The n-grams or rules that speak most for a refusal with their weights, strongest first; empty where the method has none.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> TopNgrams { get; init; } = [];

    /// <summary>Prompts of the run with what the predictor sees in them, those that it takes for refused first; empty for the default method.</summary>
    public IReadOnlyList<ExplainedPrompt> Examples { get; init; } = [];

    /// <summary>Trains a predictor on a run's own labels and reads its measured quality.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seed">The seed of the folds.</param>
    /// <param name="options">How to learn; the defaults when null.</param>
    /// <param name="cancellationToken">Stops between trainings.</param>
    /// <returns>The quality, or null when the run has too few answers of either kind to learn from.</returns>
    public static PredictorQuality? Measure(Run run, int seed, PromptPredictorOptions? options, CancellationToken cancellationToken)
    {
        var learner = new PromptRefusalLearner(options);
        var labels = RunLabels.Of(run);
        var drawn = Draw(labels, seed);
        if (learner.Shortage(drawn) is not null)
        {
            return null;
        }

        var predictor = learner.Fit(drawn, seed, progress: null, cancellationToken);
        var quality = Of(predictor);
        return quality with
        {
            Trust = drawn.Count == labels.Count ? quality.Trust : string.Create(CultureInfo.InvariantCulture, $"{quality.Trust} It learnt from {drawn.Count:N0} of {labels.Count:N0} answers, drawn at random."),
            Examples = options?.Method is null ? [] : ExplainedPrompt.Choose(predictor, drawn),
        };
    }

    private static IReadOnlyList<LabeledPrompt> Draw(IReadOnlyList<LabeledPrompt> labels, int seed)
    {
        if (labels.Count <= MostPrompts)
        {
            return labels;
        }

        var rows = Enumerable.Range(0, labels.Count).ToArray();
        new SplitMix(seed).Shuffle<int>(rows);
        return [.. rows.Take(MostPrompts).Order().Select(row => labels[row])];
    }

    /// <summary>Reads the measured quality of a trained predictor.</summary>
    /// <param name="predictor">The predictor.</param>
    /// <returns>Its quality.</returns>
    public static PredictorQuality Of(PromptRefusalPredictor predictor)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        var trust = predictor.Trust;
        return new PredictorQuality
        {
            Prompts = trust.Prompts,
            Refused = trust.Refusals,
            Auroc = trust.Auroc.Estimate,
            AurocLow = trust.Auroc.Low,
            AurocHigh = trust.Auroc.High,
            LearningCurve = [.. trust.LearningCurve.Select(point => new LearningPoint(point.Prompts, point.Auroc))],
            Trust = trust.Statement,
            Method = predictor.Method,
            TopNgrams = [.. predictor.Strongest().Where(item => item.Weight > 0).Select(item => KeyValuePair.Create(item.Words, item.Weight))],
        };
    }
}
