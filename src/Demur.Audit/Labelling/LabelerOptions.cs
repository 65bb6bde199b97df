using Demur.Exchanges;

namespace Demur.Audit.Labelling;

/// <summary>How a labeller turns its scores and stances into labels.</summary>
public sealed record LabelerOptions
{
    /// <summary>The least P(refusal) of a refusal; 0.5 by default.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Which stances count as refusals; <see cref="StanceProjection.Default"/> by default. Another projection decides the label by the stance alone, and a stance that it leaves out yields an abstention.</summary>
    public StanceProjection Projection { get; init; } = StanceProjection.Default;

    internal void Validate()
    {
        if (!(Threshold is > 0 and < 1))
        {
            throw new DemurException(ErrorCode.Usage, $"A threshold of {Threshold} makes every answer alike; it must lie between 0 and 1.");
        }
    }
}
