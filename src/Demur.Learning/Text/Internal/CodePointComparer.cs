namespace Demur.Learning.Text.Internal;

/// <summary>Orders terms by code points, as Python sorts strings; UTF-16's own order differs past U+D7FF.</summary>
internal static class CodePointComparer
{
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length - right.Length;
        }

        return Rank(left[common]) - Rank(right[common]);
    }

    /// <summary>Moves surrogates behind every other unit.</summary>
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
