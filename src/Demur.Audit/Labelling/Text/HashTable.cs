using System.Numerics;
using System.Runtime.CompilerServices;

namespace Demur.Audit.Labelling.Text;

/// <summary>
/// An immutable map from 64-bit hashes to values with open addressing, at most half full. Most look-ups are for what is not there: a bit of each key lies in a
/// filter that is small enough for the fastest cache and mostly empty, so that nine in ten of those end after one read and a branch that goes one way.
/// </summary>
/// <typeparam name="T">The values; a key that is not there has the default one.</typeparam>
internal sealed class HashTable<T>
{
    private const int BitsPerKey = 8;
    private const int WordBits = 64;
    private readonly ulong[] _filter;
    private readonly ulong[] _keys;
    private readonly T[] _values;

    private HashTable(int count)
    {
        var size = PowerOfTwo(count * 2);
        _filter = new ulong[PowerOfTwo(count * BitsPerKey / WordBits)];
        _keys = new ulong[size];
        _values = new T[size];
    }

    /// <summary>Fills a table.</summary>
    /// <param name="keys">Distinct keys, none of them 0.</param>
    /// <param name="value">The value of a key, by its number.</param>
    /// <returns>The table.</returns>
    public static HashTable<T> Of(ReadOnlySpan<ulong> keys, Func<int, T> value)
    {
        var table = new HashTable<T>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            table.Add(keys[i], value(i));
        }

        return table;
    }

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its value; the default when it is not there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T? Find(ulong key)
    {
        var filter = _filter;
        return ((filter[FilterWord(key) & (filter.Length - 1)] >> FilterBit(key)) & 1) == 0 ? default : FindKnown(key);
    }

    private static int PowerOfTwo(int least) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, least));

    private static int Home(ulong key) => (int)(key >> 24);

    private static int FilterWord(ulong key) => (int)(key >> 14);

    private static int FilterBit(ulong key) => (int)(key >> 58);

    private T? FindKnown(ulong key)
    {
        var keys = _keys;
        for (var at = Home(key); ; at++)
        {
            at &= keys.Length - 1;
            if (keys[at] == key)
            {
                return _values[at];
            }

            if (keys[at] == 0)
            {
                return default;
            }
        }
    }

    private void Add(ulong key, T value)
    {
        _filter[FilterWord(key) & (_filter.Length - 1)] |= 1UL << FilterBit(key);
        var at = Home(key) & (_keys.Length - 1);
        while (_keys[at] != 0)
        {
            at = (at + 1) & (_keys.Length - 1);
        }

        (_keys[at], _values[at]) = (key, value);
    }
}
