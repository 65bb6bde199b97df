using Demur.Learning.Text;

namespace Demur.Learning.Tables;

/// <summary>How records become rows of numbers.</summary>
public sealed record EncodingOptions
{
    /// <summary>How texts become features; word n-grams of 1 to 3 words by default, as in arXiv 2306.03423.</summary>
    public TfidfOptions Text { get; init; } = new();

    /// <summary>Whether every feature is 0 or 1: numbers become thresholds passed, n-grams are there or not; false by default.</summary>
    public bool Bits { get; init; }

    /// <summary>The most thresholds of a number as bits, at the training part's quantiles; 10 by default.</summary>
    public int Thresholds { get; init; } = 10;
}
