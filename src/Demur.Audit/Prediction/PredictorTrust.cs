using System.Globalization;
using Demur.Metrics;

namespace Demur.Audit.Prediction;

/// <summary>How far a predictor can be trusted. Every figure is of prompts that the model which scored them had not seen.</summary>
public sealed record PredictorTrust
{
    /// <summary>The labelled prompts.</summary>
    public required int Prompts { get; init; }

    /// <summary>How many of them were refused.</summary>
    public required int Refusals { get; init; }

    /// <summary>The chance that a refused prompt scores above an answered one, with its bootstrap interval.</summary>
    public required ConfidenceInterval Auroc { get; init; }

    /// <summary>The average precision for refusals.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>The accuracy at a probability of .5, with its Wilson interval.</summary>
    public required ConfidenceInterval Accuracy { get; init; }

    /// <summary>The accuracy of always giving the more frequent answer.</summary>
    public double MajorityAccuracy => Math.Max(Refusals, Prompts - Refusals) / (double)Prompts;

    /// <summary>The mean squared error of the probabilities.</summary>
    public required double Brier { get; init; }

    /// <summary>The expected calibration error in 10 bins.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>The AUROC for a quarter, half and three quarters of the labels, and for all.</summary>
    public required IReadOnlyList<LearningCurvePoint> LearningCurve { get; init; }

    /// <summary>Each group held out whole; empty when there are not two groups with enough of both kinds.</summary>
    public required IReadOnlyList<HeldOutGroup> HeldOut { get; init; }

    /// <summary>The verdict; never above <see cref="TrustLevel.Weak"/> when a source that was held out whole was ranked no better than by chance (AUROC below .55).</summary>
    public TrustLevel Level => Auroc switch
    {
        { Low: not >= 0.55 } => TrustLevel.Unproven,
        _ when !CarriesOver => TrustLevel.Weak,
        { Estimate: < 0.7 } => TrustLevel.Weak,
        { Estimate: < 0.85 } => TrustLevel.Ranking,
        _ => TrustLevel.Strong,
    };

    /// <summary>The verdict in words, with what would change it.</summary>
    public string Statement => string.Join(' ', Sentences());

    private bool CarriesOver => HeldOut.All(group => group.Auroc >= 0.55);

    private IEnumerable<string> Sentences()
    {
        yield return Invariant($"On {Prompts:N0} labelled prompts ({Refusals:N0} refused) that it had not seen, a refused prompt scored above an answered one {Auroc.Estimate:P0} of the time (AUROC {Auroc}).");
        yield return Level switch
        {
            TrustLevel.Unproven => "That is hardly better than chance, if at all: do not act on it.",
            TrustLevel.Weak when !CarriesOver => "It does not carry over to a source that it has not seen: use it for prompts from the same sources only.",
            TrustLevel.Weak => "That is better than chance but weak: use it to sort a long list, not to judge one prompt.",
            TrustLevel.Ranking => "That is good for choosing what to look at first; single predictions are often wrong.",
            _ => "That is strong on prompts like these.",
        };
        if (Accuracy.Low <= MajorityAccuracy)
        {
            yield return Invariant($"At a threshold of one half it is right {Accuracy.Estimate:P0} of the time, no surer than always answering the same ({MajorityAccuracy:P0}).");
        }

        if (LearningCurve.Count > 1 && LearningCurve[^1].Auroc - LearningCurve[^2].Auroc > 0.005)
        {
            yield return Invariant($"It was still improving with more labels (AUROC {LearningCurve[^2].Auroc:0.000} with {LearningCurve[^2].Prompts:N0}, {LearningCurve[^1].Auroc:0.000} with {LearningCurve[^1].Prompts:N0}).");
        }

        yield return HeldOutSentence();
    }

    private string HeldOutSentence()
    {
        if (HeldOut.Count == 0)
        {
            return "How it does on prompts from another source was not measured: the labels do not hold two sources with enough of both answers.";
        }

        var worst = HeldOut.MinBy(group => group.Auroc)!;
        return Invariant($"On a source that it had never seen it did worst on '{worst.Group}' (AUROC {worst.Auroc:0.000}, accuracy {worst.Accuracy:P0}).");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
