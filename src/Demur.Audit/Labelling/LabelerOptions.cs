using Demur.Exchanges;

namespace Demur.Audit.Labelling;

/// <summary>How a labeller turns its scores and stances into labels.</summary>
public sealed record LabelerOptions
{
    /// <summary>The least P(refusal) of a refusal; 0.5 by default.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Which stances count as refusals; <see cref="StanceProjection.Default"/> by default. Another projection decides the label by the stance alone, and a stance that it leaves out yields an abstention.</summary>
    public StanceProjection Projection { get; init; } = StanceProjection.Default;

    /// <summary>
    /// Whether to abstain on a response in a script that no phrase rule reads, such as Arabic, Hebrew, Devanagari or Thai, where a refusal would pass for an answer; true by default. When the
    /// prompt is in another script the response may be a translation that was asked for, and is decided.
    /// </summary>
    public bool AbstainOnUnknownScripts { get; init; } = true;

    internal void Validate()
    {
        if (!(Threshold is > 0 and < 1))
        {
            throw new DemurException(ErrorCode.Usage, $"A threshold of {Threshold} makes every answer alike; it must lie between 0 and 1.");
        }
    }
}
