namespace Demur.Audit.Labelling;

/// <summary>When a cascade reads a response a second time, and how much that counts.</summary>
public sealed record CascadeOptions
{
    /// <summary>
    /// The first stage decides alone where its log-odds lie at least this far from its threshold; 2 by default (P(refusal) below .12 or above .88 at the usual threshold).
    /// Nought never asks the reader, infinity always.
    /// </summary>
    public double Bound { get; init; } = 2;

    /// <summary>The reader's share in the joined log-odds, from 0 to 1; one half by default: both stages are one voice of two.</summary>
    public double ReaderShare { get; init; } = 0.5;

    internal void Validate()
    {
        if (!(Bound >= 0) || !(ReaderShare is >= 0 and <= 1))
        {
            throw new DemurException(ErrorCode.Usage, $"{nameof(Bound)} is {Bound} and {nameof(ReaderShare)} {ReaderShare}; the first must not be below 0, the second lies from 0 to 1.");
        }
    }
}
