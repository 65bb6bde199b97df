using System.Runtime.CompilerServices;

namespace Demur.Audit.Labelling.Text;

/// <summary>Tells most words that are not in a small set at once: one bit of 256 a word. Never wrong about a word that is in the set.</summary>
[InlineArray(Parts)]
internal struct WordFilter
{
    private const int Parts = 4;
    private const int Bits = 64;

    private ulong _part;

    /// <summary>Makes the filter of a set.</summary>
    /// <param name="words">The hashes of its words.</param>
    /// <returns>The filter.</returns>
    public static WordFilter Of(IEnumerable<ulong> words)
    {
        var filter = default(WordFilter);
        foreach (var word in words)
        {
            filter[Part(word)] |= Bit(word);
        }

        return filter;
    }

    /// <summary>Whether a word may be in the set.</summary>
    /// <param name="word">The word's hash.</param>
    /// <returns>False when it is not; true when it is, and now and then when it is not.</returns>
    public readonly bool MayHold(ulong word) => (this[Part(word)] & Bit(word)) != 0;

    private static int Part(ulong word) => (int)(word >> 40) & (Parts - 1);

    private static ulong Bit(ulong word) => 1UL << ((int)(word >> 42) & (Bits - 1));
}
