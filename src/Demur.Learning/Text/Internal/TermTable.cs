namespace Demur.Learning.Text.Internal;

/// <summary>An open-addressing table over one arena of characters: from a term's characters to its number. Grows while a vocabulary is learnt; after that it is only read, from any thread.</summary>
internal sealed class TermTable
{
    /// <summary>How many terms <see cref="FindAll"/> looks up at once.</summary>
    public const int BatchSize = 64;

    private const int FirstSlots = 1024;
    private char[] _arena = new char[8 * FirstSlots];
    private int[] _ends = new int[FirstSlots];
    private ulong[] _slots = new ulong[FirstSlots]; // upper half of the hash, then number + 1; 0 is free

    public int Count { get; private set; }

    /// <summary>The term of a number.</summary>
    public ReadOnlySpan<char> this[int term]
    {
        get
        {
            var start = term == 0 ? 0 : _ends[term - 1];
            return _arena.AsSpan(start, _ends[term] - start);
        }
    }

    /// <summary>The number of a term, or -1.</summary>
    public int Find(ReadOnlySpan<char> term, ulong hash)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var i = (int)hash & mask; ; i = (i + 1) & mask)
        {
            var slot = slots[i];
            if (slot == 0)
            {
                return -1;
            }

            if ((slot ^ hash) >> 32 == 0 && this[(int)(uint)slot - 1].SequenceEqual(term))
            {
                return (int)(uint)slot - 1;
            }
        }
    }

    /// <summary>Finds up to <see cref="BatchSize"/> stretches of a text; fills in the numbers of the known ones, in order, and returns how many there are.</summary>
    public int FindAll(ReadOnlySpan<char> text, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<int> terms)
    {
        Span<int> candidates = stackalloc int[BatchSize];
        Span<int> arenaStarts = stackalloc int[BatchSize];
        var slots = _slots;
        var mask = slots.Length - 1;
        var possible = 0;
        for (var i = 0; i < hashes.Length; i++)
        {
            var slot = slots[(int)hashes[i] & mask];
            candidates[possible] = i;
            possible += slot == 0 ? 0 : 1;
        }

        for (var k = 0; k < possible; k++)
        {
            // The term of the first slot; where it is another's, the slow search below goes on from there.
            var term = (int)(uint)slots[(int)hashes[candidates[k]] & mask] - 1;
            arenaStarts[k] = term == 0 ? 0 : _ends[term - 1];
        }

        var found = 0;
        for (var k = 0; k < possible; k++)
        {
            var i = candidates[k];
            var ngram = text.Slice(starts[i], lengths[i]);
            var slot = slots[(int)hashes[i] & mask];
            var isFirst = (slot ^ hashes[i]) >> 32 == 0 && _arena.AsSpan(arenaStarts[k]).StartsWith(ngram) && _ends[(int)(uint)slot - 1] - arenaStarts[k] == ngram.Length;
            var term = isFirst ? (int)(uint)slot - 1 : Find(ngram, hashes[i]);
            if (term >= 0)
            {
                terms[found++] = term;
            }
        }

        return found;
    }

    /// <summary>The number of a term, a new one when it was not known.</summary>
    public int FindOrAdd(ReadOnlySpan<char> term, ulong hash)
    {
        var found = Find(term, hash);
        return found >= 0 ? found : Add(term, hash);
    }

    private int Add(ReadOnlySpan<char> term, ulong hash)
    {
        var start = Count == 0 ? 0 : _ends[Count - 1];
        if ((long)start + term.Length > Array.MaxLength)
        {
            throw new DemurException($"The vocabulary grew past {Count:N0} terms and the memory for their characters is full; use shorter n-grams or fewer texts.");
        }

        if (start + term.Length > _arena.Length)
        {
            Array.Resize(ref _arena, (int)Math.Min(Array.MaxLength, Math.Max(_arena.Length * 2L, start + term.Length)));
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        if (2 * (Count + 1) > _slots.Length)
        {
            Grow();
        }

        term.CopyTo(_arena.AsSpan(start));
        _ends[Count] = start + term.Length;
        Place(hash, Count);
        return Count++;
    }

    private void Place(ulong hash, int term)
    {
        var mask = _slots.Length - 1;
        var i = (int)hash & mask;
        while (_slots[i] != 0)
        {
            i = (i + 1) & mask;
        }

        _slots[i] = (hash & 0xFFFFFFFF00000000UL) | (uint)(term + 1);
    }

    private void Grow()
    {
        _slots = new ulong[_slots.Length * 2];
        for (var term = 0; term < Count; term++)
        {
            Place(NgramHash.Of(this[term]), term);
        }
    }
}
