using Demur.Learning.Ss3.Internal;
using Demur.Learning.Text.Internal;

namespace Demur.Learning.Ss3;

/// <summary>
/// What SS3 has learnt so far: for each category, how often each n-gram was seen. Counts only add up, so texts may come in any order and at any time,
/// and parts counted apart can be merged: the models are equal to the last bit. Not thread-safe; count in parallel with one object a thread.
/// </summary>
public sealed class Ss3Counts
{
    private readonly TermTable _words = new();
    private readonly SortedDictionary<string, CountTrie> _categories = new(StringComparer.Ordinal);
    private readonly Ss3Workspace _workspace = new();
    private readonly int _maxNgram;

    /// <summary>Starts with nothing learnt.</summary>
    /// <param name="maxNgram">The longest n-gram to count, in words; from 1 to 8.</param>
    /// <exception cref="DemurException">The length is out of range.</exception>
    public Ss3Counts(int maxNgram = 1)
    {
        new Ss3Options { MaxNgram = maxNgram }.Validate();
        _maxNgram = maxNgram;
    }

    /// <summary>The longest n-gram that is counted, in words.</summary>
    public int MaxNgram => _maxNgram;

    /// <summary>The categories seen so far, in ordinal order.</summary>
    public IReadOnlyCollection<string> Categories => _categories.Keys;

    /// <summary>The number of texts learnt.</summary>
    public int TextCount { get; private set; }

    /// <summary>The number of words learnt, repetitions included.</summary>
    public long WordCount => _categories.Values.Sum(trie => trie.WordCount);

    internal TermTable Words => _words;

    internal IReadOnlyDictionary<string, CountTrie> Tries => _categories;

    /// <summary>Learns a text. A text without words makes its category known and changes nothing else.</summary>
    /// <param name="text">The text; its n-grams do not go across sentence marks or lines.</param>
    /// <param name="category">Its category.</param>
    /// <exception cref="DemurException">The category has no name.</exception>
    public void Learn(ReadOnlySpan<char> text, string category)
    {
        var trie = Trie(category);
        TextCount++;
        var reader = _workspace.Reader;
        reader.Read(text, withPlaces: false);
        Span<int> open = stackalloc int[Ss3Options.MaxNgramLimit];
        var openCount = 0;
        foreach (ref readonly var token in reader.Tokens)
        {
            var term = reader.WordOf(token);
            var word = _words.FindOrAdd(term, NgramHash.Of(term));
            if (token.Before != Ss3Break.None)
            {
                openCount = 0;
            }

            // The node of the n-gram of i + 2 words that ends here follows from that of i + 1 words that ended one word earlier.
            for (var i = Math.Min(openCount, _maxNgram - 1) - 1; i >= 0; i--)
            {
                open[i + 1] = trie.AddChild(open[i], word);
            }

            open[0] = trie.AddWord(word);
            openCount = Math.Min(openCount + 1, _maxNgram);
        }
    }

    /// <summary>Adds what another object has learnt.</summary>
    /// <param name="other">The other counts, left as they are.</param>
    /// <exception cref="DemurException">They count n-grams of another length.</exception>
    public void Merge(Ss3Counts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._maxNgram != _maxNgram)
        {
            throw new DemurException(ErrorCode.Usage, $"Counts of up to {other._maxNgram} words cannot be added to counts of up to {_maxNgram}; learn both with one MaxNgram.");
        }

        var words = new int[other._words.Count];
        for (var word = 0; word < words.Length; word++)
        {
            words[word] = _words.FindOrAdd(other._words[word], NgramHash.Of(other._words[word]));
        }

        foreach (var (category, trie) in other._categories)
        {
            Trie(category).Merge(trie, words);
        }

        TextCount += other.TextCount;
    }

    internal CountTrie Trie(string category)
    {
        if (string.IsNullOrWhiteSpace(category))
        {
            throw new DemurException($"Text {TextCount} has no category; give every text a label.");
        }

        if (!_categories.TryGetValue(category, out var trie))
        {
            trie = new CountTrie();
            _categories.Add(category, trie);
        }

        return trie;
    }

    internal void Restore(int textCount) => TextCount = textCount;
}
