using System.Runtime.InteropServices;
using Demur.Learning.Text.Internal;

namespace Demur.Learning.Ss3.Internal;

/// <summary>
/// All n-grams of a model in one canonical order, whatever the order in which they were learnt: words by their characters, longer n-grams by their
/// first part and last word. For each n-gram, the categories that know it and how often they saw it. Immutable.
/// </summary>
internal sealed class FrozenTrie
{
    private readonly int[] _parents; // [nodes], -1 for single words
    private readonly int[] _lastWords; // [nodes]
    private readonly int[] _firstChildren; // [nodes + 1]: children of a node are neighbours, sorted by their last word
    private readonly int[] _rowStarts; // [nodes + 1]
    private readonly int[] _rowCategories; // [entries], ascending within a row
    private readonly int[] _rowCounts; // [entries]

    private FrozenTrie(IReadOnlyList<string> categories, TermTable words, List<int> parents, List<int> lastWords, int[] lengthStarts, List<Entry> entries)
    {
        Categories = categories;
        Words = words;
        _parents = [.. parents];
        _lastWords = [.. lastWords];
        LengthStarts = lengthStarts;
        _firstChildren = FirstChildren(_parents, words.Count);
        _rowStarts = new int[_parents.Length + 1];
        foreach (var entry in entries)
        {
            _rowStarts[entry.Node + 1]++;
        }

        for (var node = 0; node < _parents.Length; node++)
        {
            _rowStarts[node + 1] += _rowStarts[node];
        }

        _rowCategories = new int[entries.Count];
        _rowCounts = new int[entries.Count];
        var next = _rowStarts.AsSpan(0, _parents.Length).ToArray();
        foreach (var entry in entries)
        {
            var at = next[entry.Node]++;
            _rowCategories[at] = entry.Category;
            _rowCounts[at] = entry.Count;
        }
    }

    /// <summary>The categories in ordinal order.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>The words; a word's number is its node's.</summary>
    public TermTable Words { get; }

    /// <summary>The number of n-grams of all lengths.</summary>
    public int NodeCount => _parents.Length;

    /// <summary>The number of pairs of an n-gram and a category that knows it.</summary>
    public int EntryCount => _rowCategories.Length;

    /// <summary>The first node of each length, from 1 word; the last element is the number of nodes.</summary>
    public int[] LengthStarts { get; }

    /// <summary>The greatest count of each category and length, pruned n-grams included: [category][length - 1].</summary>
    public required int[][] MaxCounts { get; init; }

    /// <summary>How many words each category has learnt.</summary>
    public required long[] WordCounts { get; init; }

    /// <summary>How many texts were learnt.</summary>
    public required int TextCount { get; init; }

    public ReadOnlySpan<int> RowStarts => _rowStarts;

    public ReadOnlySpan<int> RowCategories => _rowCategories;

    public ReadOnlySpan<int> RowCounts => _rowCounts;

    public int Parent(int node) => _parents[node];

    public int LastWord(int node) => _lastWords[node];

    public bool HasChildren(int node) => _firstChildren[node] < _firstChildren[node + 1];

    /// <summary>The n-gram that goes on from another with a word, or -1.</summary>
    public int Child(int node, int word)
    {
        var start = _firstChildren[node];
        var found = _lastWords.AsSpan(start, _firstChildren[node + 1] - start).BinarySearch(word);
        return found < 0 ? -1 : start + found;
    }

    /// <summary>The n-gram of a node, its words joined by a space.</summary>
    public string Name(int node)
    {
        var name = new string(Words[_lastWords[node]]);
        for (var parent = _parents[node]; parent >= 0; parent = _parents[parent])
        {
            name = $"{Words[_lastWords[parent]]} {name}";
        }

        return name;
    }

    /// <summary>Freezes counts.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="options">How long n-grams are, and which are rare.</param>
    /// <param name="knownMost">The greatest counts by category where they are known from before pruning, as in a stored model; null to find them.</param>
    public static FrozenTrie Of(Ss3Counts counts, Ss3Options options, IReadOnlyDictionary<string, int[]>? knownMost = null)
    {
        var categories = counts.Categories.ToArray();
        CountTrie[] tries = [.. categories.Select(category => counts.Tries[category])];
        var ranks = Ranks(counts.Words, out var words);
        var prunes = counts.WordCount >= options.PruneAfterWords;
        var maxCounts = Array.ConvertAll(tries, trie => new int[options.MaxNgram]);
        var levels = tries.Select((trie, category) => new Level(trie, category, maxCounts[category], prunes ? options.PruneCount : 0)).ToList();
        var parents = Enumerable.Repeat(-1, words.Count).ToList();
        var lastWords = Enumerable.Range(0, words.Count).ToList();
        var entries = new List<Entry>();
        levels.ForEach(level => level.AddWords(ranks, entries));
        for (var category = 0; category < categories.Length && knownMost is not null; category++)
        {
            maxCounts[category] = knownMost[categories[category]];
        }

        var starts = new List<int> { 0, words.Count };
        for (var length = 2; length <= options.MaxNgram; length++)
        {
            AddLength(levels, ranks, parents, lastWords, entries);
            starts.Add(parents.Count);
        }

        return new FrozenTrie(categories, words, parents, lastWords, [.. starts], entries)
        {
            MaxCounts = maxCounts,
            WordCounts = Array.ConvertAll(tries, trie => trie.WordCount),
            TextCount = counts.TextCount,
        };
    }

    /// <summary>The rank of each word among all words, and a table of them in that order.</summary>
    private static int[] Ranks(TermTable learnt, out TermTable sorted)
    {
        var order = Enumerable.Range(0, learnt.Count).ToArray();
        order.AsSpan().Sort((left, right) => learnt[left].SequenceCompareTo(learnt[right]));
        sorted = new TermTable();
        var ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
            sorted.FindOrAdd(learnt[order[rank]], NgramHash.Of(learnt[order[rank]]));
        }

        return ranks;
    }

    private static void AddLength(List<Level> levels, int[] ranks, List<int> parents, List<int> lastWords, List<Entry> entries)
    {
        var keys = new List<long>();
        levels.ForEach(level => level.Advance(ranks, keys));
        var unique = CollectionsMarshal.AsSpan(keys);
        unique.Sort();
        var first = parents.Count;
        var distinct = new List<long>();
        foreach (var key in unique)
        {
            if (distinct.Count == 0 || distinct[^1] != key)
            {
                distinct.Add(key);
                parents.Add((int)(key >> 32));
                lastWords.Add((int)key);
            }
        }

        levels.ForEach(level => level.AddNodes(distinct, first, entries));
    }

    private static int[] FirstChildren(int[] parents, int wordCount)
    {
        var first = new int[parents.Length + 1];
        var node = wordCount;
        for (var parent = 0; parent <= parents.Length; parent++)
        {
            while (node < parents.Length && parents[node] < parent)
            {
                node++;
            }

            first[parent] = node;
        }

        return first;
    }

    private readonly record struct Entry(int Node, int Category, int Count);

    /// <summary>One category's n-grams while they are numbered, one length after the other.</summary>
    private sealed class Level(CountTrie trie, int category, int[] maxCounts, int pruned)
    {
        private readonly int[] _nodes = new int[trie.Count]; // the frozen number, or -1 when not (yet) there
        private readonly int[] _lengths = new int[trie.Count];
        private List<int> _current = [];
        private List<long> _keys = [];
        private int _length = 1;

        public void AddWords(int[] ranks, List<Entry> entries)
        {
            Array.Fill(_nodes, -1);
            for (var node = 0; node < trie.Count; node++)
            {
                var parent = trie.Parent(node);
                _lengths[node] = parent < 0 ? 1 : _lengths[parent] + 1;
                if (_lengths[node] <= maxCounts.Length)
                {
                    ref var most = ref maxCounts[_lengths[node] - 1];
                    most = Math.Max(most, trie.Seen(node));
                }

                if (parent < 0)
                {
                    _nodes[node] = ranks[trie.Word(node)];
                    entries.Add(new Entry(_nodes[node], category, trie.Seen(node)));
                }
            }
        }

        public void Advance(int[] ranks, List<long> keys)
        {
            _length++;
            _current = [];
            _keys = [];
            for (var node = 0; node < trie.Count; node++)
            {
                if (_lengths[node] == _length && trie.Seen(node) > pruned && _nodes[trie.Parent(node)] >= 0)
                {
                    _current.Add(node);
                    _keys.Add(((long)_nodes[trie.Parent(node)] << 32) | (uint)ranks[trie.Word(node)]);
                }
            }

            keys.AddRange(_keys);
        }

        public void AddNodes(List<long> distinct, int first, List<Entry> entries)
        {
            for (var i = 0; i < _current.Count; i++)
            {
                _nodes[_current[i]] = first + distinct.BinarySearch(_keys[i]);
                entries.Add(new Entry(_nodes[_current[i]], category, trie.Seen(_current[i])));
            }
        }
    }
}
