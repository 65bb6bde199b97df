namespace Demur.Learning.Text;

/// <summary>A bound on the number of texts that hold a term: a count, or a fraction of the texts that were fitted on.</summary>
public readonly record struct DocumentFrequency
{
    private DocumentFrequency(double value, bool isFraction)
    {
        Value = value;
        IsFraction = isFraction;
    }

    /// <summary>The count, or the fraction from 0 to 1.</summary>
    public double Value { get; }

    /// <summary>Whether <see cref="Value"/> is a fraction.</summary>
    public bool IsFraction { get; }

    /// <summary>A bound as a number of texts.</summary>
    /// <param name="texts">The number; at least 0.</param>
    /// <returns>The bound.</returns>
    public static DocumentFrequency Count(int texts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(texts);
        return new DocumentFrequency(texts, isFraction: false);
    }

    /// <summary>A bound as a share of all texts.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <returns>The bound.</returns>
    public static DocumentFrequency Fraction(double share)
    {
        if (share is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share of texts lies between 0 and 1.");
        }

        return new DocumentFrequency(share, isFraction: true);
    }

    /// <summary>The bound in texts; not rounded, as in scikit-learn.</summary>
    internal double In(int textCount) => IsFraction ? Value * textCount : Value;
}
