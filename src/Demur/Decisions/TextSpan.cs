namespace Demur.Decisions;

/// <summary>A stretch of a text, in UTF-16 code units.</summary>
/// <param name="Start">The first unit's index, from 0.</param>
/// <param name="Length">The number of units; at least 0.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The index just past the last unit.</summary>
    public int End => Start + Length;
}
