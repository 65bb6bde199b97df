namespace Demur.Neural.Tokenization.Internal;

/// <summary>A map from pairs of small numbers to a number, open-addressed so that a look-up touches one or two cache lines; written once, then only read.</summary>
internal sealed class PairMap
{
    private const ulong Empty = ulong.MaxValue;
    private ulong[] _keys;
    private int[] _values;
    private int _count;

    public PairMap(int capacity)
    {
        var size = 16;
        while (size < capacity * 2L && size < 1 << 29)
        {
            size <<= 1;
        }

        _keys = new ulong[size];
        _values = new int[size];
        Array.Fill(_keys, Empty);
    }

    /// <summary>The value of a pair, or −1.</summary>
    public int Find(int left, int right)
    {
        var key = Key(left, right);
        var mask = _keys.Length - 1;
        for (var slot = Slot(key, mask); ; slot = (slot + 1) & mask)
        {
            if (_keys[slot] == key)
            {
                return _values[slot];
            }

            if (_keys[slot] == Empty)
            {
                return -1;
            }
        }
    }

    /// <summary>Adds a pair unless it is there; says whether it was added.</summary>
    public bool TryAdd(int left, int right, int value)
    {
        if ((_count + 1) * 2L > _keys.Length)
        {
            Grow();
        }

        var key = Key(left, right);
        var mask = _keys.Length - 1;
        var slot = Slot(key, mask);
        for (; _keys[slot] != Empty; slot = (slot + 1) & mask)
        {
            if (_keys[slot] == key)
            {
                return false;
            }
        }

        _keys[slot] = key;
        _values[slot] = value;
        _count++;
        return true;
    }

    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    private static int Slot(ulong key, int mask) => (int)((key * 0x9E3779B97F4A7C15UL) >> 33) & mask;

    private void Grow()
    {
        var (keys, values) = (_keys, _values);
        _keys = new ulong[keys.Length * 2];
        _values = new int[values.Length * 2];
        Array.Fill(_keys, Empty);
        _count = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] != Empty)
            {
                TryAdd((int)(keys[i] >> 32), unchecked((int)keys[i]), values[i]);
            }
        }
    }
}
