namespace Demur.Audit.Labelling.Text;

/// <summary>A reusable set of word hashes with open addressing; clearing costs what the set holds.</summary>
internal sealed class WordSet
{
    private ulong[] _slots = new ulong[256];
    private int _count;

    /// <summary>Whether a word is in the set.</summary>
    /// <param name="hash">The word's hash.</param>
    /// <returns>Whether it is.</returns>
    public bool Contains(ulong hash)
    {
        var mask = (ulong)_slots.Length - 1;
        for (var at = (hash >> 20) & mask; _slots[at] != 0; at = (at + 1) & mask)
        {
            if (_slots[at] == hash)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Empties the set.</summary>
    public void Clear()
    {
        if (_count > 0)
        {
            Array.Clear(_slots);
            _count = 0;
        }
    }

    /// <summary>Adds a word.</summary>
    /// <param name="hash">The word's hash, not 0.</param>
    /// <returns>Whether it was not yet in the set.</returns>
    public bool Add(ulong hash)
    {
        if ((_count + 1) * 2 > _slots.Length)
        {
            Grow();
        }

        return Place(_slots, hash);
    }

    /// <summary>Replaces the content by the words of a list.</summary>
    /// <param name="tokens">The words.</param>
    public void Assign(ReadOnlySpan<Token> tokens)
    {
        Clear();
        foreach (ref readonly var token in tokens)
        {
            Add(token.Hash);
        }
    }

    private void Grow()
    {
        var larger = new ulong[_slots.Length * 2];
        _count = 0;
        foreach (var hash in _slots)
        {
            if (hash != 0)
            {
                Place(larger, hash);
            }
        }

        _slots = larger;
    }

    private bool Place(ulong[] slots, ulong hash)
    {
        var mask = (ulong)slots.Length - 1;
        var at = (hash >> 20) & mask;
        while (slots[at] != 0)
        {
            if (slots[at] == hash)
            {
                return false;
            }

            at = (at + 1) & mask;
        }

        slots[at] = hash;
        _count++;
        return true;
    }
}
