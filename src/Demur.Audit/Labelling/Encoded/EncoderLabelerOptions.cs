namespace Demur.Audit.Labelling.Encoded;

/// <summary>How the second stage on the hybrid labeller is trained.</summary>
public sealed record EncoderLabelerOptions
{
    /// <summary>The inverse strength of the penalty on weights; 1 by default.</summary>
    public double C { get; init; } = 1;

    /// <summary>How many characters of a response the encoder sees; 400 by default. What an answer does shows at its start, and encoders cost by length.</summary>
    public int OpeningLength { get; init; } = 400;

    /// <summary>In how many parts, divided by whole sources, the first stage is trained to score what it has not seen; 3 by default.</summary>
    public int Folds { get; init; } = 3;

    internal void Validate()
    {
        if (!(C > 0) || OpeningLength < 1 || Folds < 2)
        {
            throw new DemurException(ErrorCode.Usage, $"{nameof(C)} is {C}, {nameof(OpeningLength)} {OpeningLength} and {nameof(Folds)} {Folds}; they must be above 0, at least 1 and at least 2.");
        }
    }
}
