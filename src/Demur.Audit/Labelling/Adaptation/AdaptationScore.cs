using Demur.Audit.Labelling.Training;

namespace Demur.Audit.Labelling.Adaptation;

/// <summary>How well one way of adapting did on labelled responses that it had not learnt from.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Score">Its agreement with the labels.</param>
/// <param name="LogLoss">The mean negative logarithm of the probability that it gave to the right label.</param>
public sealed record AdaptationScore(AdaptationKind Kind, LabelingScore Score, double LogLoss)
{
    /// <summary>The way in words.</summary>
    public string Name => Kind switch
    {
        AdaptationKind.Recalibrated => "recalibrated",
        AdaptationKind.Words => "recalibrated, with words",
        _ => "as it is",
    };
}
