using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports;

/// <summary>How well refusals of this model can be predicted from the prompt alone, measured on prompts that the predictor did not see.</summary>
public sealed record PredictorQuality
{
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

    /// <summary>The n-grams that speak most for a refusal with their weights, strongest first; may be empty.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> TopNgrams { get; init; } = [];
}
