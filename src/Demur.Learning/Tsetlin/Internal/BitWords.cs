using System.Numerics;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Walks over the ones of packed bits.</summary>
internal static class BitWords
{
    /// <summary>Calls an action with the position of every one, ascending.</summary>
    public static void ForEach(ReadOnlySpan<ulong> words, Action<int> action)
    {
        for (var word = 0; word < words.Length; word++)
        {
            for (var left = words[word]; left != 0; left &= left - 1)
            {
                action((word * 64) + BitOperations.TrailingZeroCount(left));
            }
        }
    }

    /// <summary>The positions of all ones, ascending.</summary>
    public static int[] Positions(ReadOnlySpan<ulong> words)
    {
        var positions = new List<int>();
        ForEach(words, positions.Add);
        return [.. positions];
    }
}
