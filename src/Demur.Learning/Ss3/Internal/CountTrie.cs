using System.Numerics;

namespace Demur.Learning.Ss3.Internal;

/// <summary>How often each n-gram was seen in one category: nodes found by their parent and their last word. Not thread-safe.</summary>
internal sealed class CountTrie
{
    private const int Root = -1;
    private int[] _parents = new int[256];
    private int[] _words = new int[256];
    private int[] _counts = new int[256];
    private int[] _slots = new int[512]; // node + 1; 0 is free

    /// <summary>The number of n-grams.</summary>
    public int Count { get; private set; }

    /// <summary>The number of words learnt, repetitions included.</summary>
    public long WordCount { get; private set; }

    /// <summary>The parent of a node, or -1 for a single word; parents have lower numbers.</summary>
    public int Parent(int node) => _parents[node];

    /// <summary>The last word of a node's n-gram.</summary>
    public int Word(int node) => _words[node];

    /// <summary>How often a node's n-gram was seen.</summary>
    public int Seen(int node) => _counts[node];

    /// <summary>Counts one more occurrence of a single word; returns its node.</summary>
    public int AddWord(int word)
    {
        WordCount++;
        return Add(Root, word, 1);
    }

    /// <summary>Counts one more occurrence of an n-gram; returns its node.</summary>
    public int AddChild(int parent, int word) => Add(parent, word, 1);

    /// <summary>Adds another trie's counts, given its words' numbers here.</summary>
    public void Merge(CountTrie other, ReadOnlySpan<int> words)
    {
        var nodes = new int[other.Count];
        for (var node = 0; node < nodes.Length; node++)
        {
            var parent = other._parents[node];
            nodes[node] = Add(parent == Root ? Root : nodes[parent], words[other._words[node]], other._counts[node]);
        }

        WordCount += other.WordCount;
    }

    /// <summary>Adds an n-gram with its count, as when a stored trie is read back.</summary>
    public int Restore(int parent, int word, int count)
    {
        WordCount += parent == Root ? count : 0;
        return Add(parent, word, count);
    }

    private int Add(int parent, int word, int count)
    {
        var mask = _slots.Length - 1;
        var i = Hash(parent, word) & mask;
        for (; _slots[i] != 0; i = (i + 1) & mask)
        {
            var node = _slots[i] - 1;
            if (_words[node] == word && _parents[node] == parent)
            {
                _counts[node] = checked(_counts[node] + count);
                return node;
            }
        }

        return Insert(parent, word, count, i);
    }

    private int Insert(int parent, int word, int count, int slot)
    {
        if (Count == _counts.Length)
        {
            Array.Resize(ref _parents, Count * 2);
            Array.Resize(ref _words, Count * 2);
            Array.Resize(ref _counts, Count * 2);
        }

        _parents[Count] = parent;
        _words[Count] = word;
        _counts[Count] = count;
        _slots[slot] = ++Count;
        if (2 * Count >= _slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        var slots = new int[_slots.Length * 2];
        var mask = slots.Length - 1;
        for (var node = 0; node < Count; node++)
        {
            var i = Hash(_parents[node], _words[node]) & mask;
            while (slots[i] != 0)
            {
                i = (i + 1) & mask;
            }

            slots[i] = node + 1;
        }

        _slots = slots;
    }

    private static int Hash(int parent, int word)
    {
        var key = ((ulong)(uint)parent << 32) | (uint)word;
        return (int)(BitOperations.RotateLeft(key * 0x9E3779B97F4A7C15UL, 31) * 0xBF58476D1CE4E5B9UL >> 33);
    }
}
