using System.Numerics;

namespace Demur.Audit.Labelling.Features;

/// <summary>An immutable map from 64-bit hashes to numbers with open addressing, at most half full: one or two memory reads a look-up.</summary>
internal sealed class HashTable
{
    private readonly ulong[] _keys;
    private readonly float[] _values;

    private HashTable(int count)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, count * 2));
        _keys = new ulong[size];
        _values = new float[size];
    }

    /// <summary>Fills a table.</summary>
    /// <param name="keys">Distinct keys, none of them 0.</param>
    /// <param name="value">The value of a key; not 0.</param>
    /// <returns>The table.</returns>
    public static HashTable Of(ReadOnlySpan<ulong> keys, Func<ulong, float> value)
    {
        var table = new HashTable(keys.Length);
        foreach (var key in keys)
        {
            table.Add(key, value(key));
        }

        return table;
    }

    /// <summary>Fills a table from two arrays.</summary>
    /// <param name="keys">Distinct keys, none of them 0.</param>
    /// <param name="values">Their values.</param>
    /// <returns>The table.</returns>
    public static HashTable Of(ReadOnlySpan<ulong> keys, ReadOnlySpan<float> values)
    {
        var table = new HashTable(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            table.Add(keys[i], values[i]);
        }

        return table;
    }

    /// <summary>Looks a key up.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its value; 0 when it is not there.</returns>
    public float Find(ulong key)
    {
        var keys = _keys;
        var mask = keys.Length - 1;
        for (var at = (int)(key >> 24) & mask; ; at = (at + 1) & mask)
        {
            if (keys[at] == key)
            {
                return _values[at];
            }

            if (keys[at] == 0)
            {
                return 0;
            }
        }
    }

    private void Add(ulong key, float value)
    {
        var mask = _keys.Length - 1;
        var at = (int)(key >> 24) & mask;
        while (_keys[at] != 0)
        {
            at = (at + 1) & mask;
        }

        _keys[at] = key;
        _values[at] = value;
    }
}
