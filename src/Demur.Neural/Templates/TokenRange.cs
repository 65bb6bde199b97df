namespace Demur.Neural.Templates;

/// <summary>A stretch of tokens.</summary>
/// <param name="Start">The first token's place, from 0.</param>
/// <param name="Length">The number of tokens; at least 0.</param>
public readonly record struct TokenRange(int Start, int Length)
{
    /// <summary>The place just past the last token.</summary>
    public int End => Start + Length;

    /// <summary>The last token's place; one before <see cref="Start"/> when the range is empty.</summary>
    public int Last => End - 1;

    /// <summary>Whether a token's place lies in the range.</summary>
    /// <param name="place">The place, from 0.</param>
    /// <returns>True from <see cref="Start"/> to <see cref="Last"/>.</returns>
    public bool Contains(int place) => place >= Start && place < End;
}
