using Demur.Neural.Templates;

namespace Demur.Neural.Hooks;

/// <summary>The tokens that an intervention touches: by position, phase and row. Parts combine by <c>&amp;</c>, <c>|</c> and <c>!</c>; padding is never touched by a part.</summary>
public sealed class Where
{
    // (site, row, position in the whole text, position from the end of this forward) to touched or not
    private readonly Func<HookSite, int, int, int, bool> _touches;

    private Where(Func<HookSite, int, int, int, bool> touches) => _touches = touches;

    /// <summary>All tokens. The default.</summary>
    public static Where Everywhere { get; } = new((_, _, _, _) => true);

    /// <summary>The tokens of given text.</summary>
    public static Where Prefill { get; } = new((site, _, _, _) => site.Phase == ForwardPhase.Prefill);

    /// <summary>Generated tokens.</summary>
    public static Where Decode { get; } = new((site, _, _, _) => site.Phase == ForwardPhase.Decode);

    /// <summary>The last tokens of each row of a forward. Every generated token is the last of its forward: write <c>Where.Prefill &amp; Where.Last()</c> for the prompt's alone.</summary>
    /// <param name="count">How many; 1 by default.</param>
    public static Where Last(int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new Where((_, _, _, fromEnd) => fromEnd < count);
    }

    /// <summary>The token at a distance from the end of each row of a forward: 0 is the last.</summary>
    /// <param name="distance">How many tokens follow it.</param>
    public static Where FromEnd(int distance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        return new Where((_, _, _, fromEnd) => fromEnd == distance);
    }

    /// <summary>Tokens by their position in the whole text, 0 the first that is no padding, such as a span that a chat template returns.</summary>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position behind the last.</param>
    public static Where Span(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        return new Where((_, _, position, _) => position >= start && position < end);
    }

    /// <summary>The tokens of a part of a conversation, as <see cref="EncodedChat"/> has them.</summary>
    /// <param name="range">The part.</param>
    public static Where Span(TokenRange range) => Span(range.Start, range.End);

    /// <summary>A span of its own for each row of a batch; rows past the list are not touched.</summary>
    /// <param name="spans">First position and the one behind the last, a pair a row.</param>
    public static Where Spans(IReadOnlyList<(int Start, int End)> spans)
    {
        ArgumentNullException.ThrowIfNull(spans);
        return new Where((_, row, position, _) => row < spans.Count && position >= spans[row].Start && position < spans[row].End);
    }

    /// <summary>Tokens before a position of the whole text.</summary>
    /// <param name="position">The first position that is not touched.</param>
    public static Where Before(int position) => new((_, _, at, _) => at < position);

    /// <summary>Tokens from a position of the whole text on.</summary>
    /// <param name="position">The first position that is touched.</param>
    public static Where From(int position) => new((_, _, at, _) => at >= position);

    /// <summary>Rows of the batch.</summary>
    /// <param name="rows">Their numbers, from 0.</param>
    public static Where Rows(params IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var set = rows.ToHashSet();
        return new Where((_, row, _, _) => set.Contains(row));
    }

    /// <summary>What both touch.</summary>
    public static Where operator &(Where left, Where right) => And(left, right);

    /// <summary>What either touches.</summary>
    public static Where operator |(Where left, Where right) => Or(left, right);

    /// <summary>The tokens that it does not touch.</summary>
    public static Where operator !(Where where) => Not(where);

    /// <summary>What both touch.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static Where And(Where left, Where right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return ReferenceEquals(left, Everywhere) ? right
            : ReferenceEquals(right, Everywhere) ? left
            : new Where((site, row, position, fromEnd) => left._touches(site, row, position, fromEnd) && right._touches(site, row, position, fromEnd));
    }

    /// <summary>What either touches.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static Where Or(Where left, Where right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new Where((site, row, position, fromEnd) => left._touches(site, row, position, fromEnd) || right._touches(site, row, position, fromEnd));
    }

    /// <summary>The tokens that a part does not touch.</summary>
    /// <param name="where">The part.</param>
    public static Where Not(Where where)
    {
        ArgumentNullException.ThrowIfNull(where);
        return new Where((site, row, position, fromEnd) => !where._touches(site, row, position, fromEnd));
    }

    /// <summary>Which positions of a forward are touched, row by row; padding never is.</summary>
    internal bool[] Evaluate(HookSite site)
    {
        var touched = new bool[site.Batch * site.Length];
        for (var row = 0; row < site.Batch; row++)
        {
            var index = 0;
            var count = site.TokenCount(row);
            for (var column = 0; column < site.Length; column++)
            {
                if (site.IsReal(row, column))
                {
                    touched[(row * site.Length) + column] = _touches(site, row, site.Start(row) + index, count - 1 - index);
                    index++;
                }
            }
        }

        return touched;
    }
}
