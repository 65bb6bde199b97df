using Demur.Learning.Text.Internal;

namespace Demur.Learning.Ss3.Internal;

/// <summary>
/// Cuts a text into units (arXiv 1911.06147, section 3): at each place every category follows its n-grams as far as it knows them; the n-gram with the
/// greatest confidence is taken unless the words that some category followed say more one by one. Works in a reader's and a workspace's buffers.
/// </summary>
internal readonly ref struct UnitWalk
{
    private readonly FrozenTrie _trie;
    private readonly ReadOnlySpan<double> _confidence;
    private readonly double _alpha;
    private readonly ReadOnlySpan<Ss3Token> _tokens;
    private readonly ReadOnlySpan<int> _words;
    private readonly Span<double> _best; // [categories]
    private readonly Span<double> _singles; // [categories]

    private UnitWalk(FrozenTrie trie, double[] confidence, double alpha, ReadOnlySpan<Ss3Token> tokens, ReadOnlySpan<int> words, Span<double> scratch)
    {
        _trie = trie;
        _confidence = confidence;
        _alpha = alpha;
        _tokens = tokens;
        _words = words;
        _best = scratch[..trie.Categories.Count];
        _singles = scratch.Slice(trie.Categories.Count, trie.Categories.Count);
    }

    /// <summary>Reads a text and hands its units to a sink.</summary>
    public static void Run<TSink>(FrozenTrie trie, Ss3Values values, ReadOnlySpan<char> text, Ss3Workspace workspace, bool withPlaces, ref TSink sink)
        where TSink : IUnitSink, allows ref struct
    {
        workspace.Reader.Read(text, withPlaces);
        Run(trie, values, workspace.Reader.Tokens, Words(trie, workspace), workspace, ref sink);
    }

    /// <summary>The numbers of the words that a workspace has read; -1 for unknown ones.</summary>
    public static ReadOnlySpan<int> Words(FrozenTrie trie, Ss3Workspace workspace)
    {
        var reader = workspace.Reader;
        var tokens = reader.Tokens;
        var words = workspace.Words(tokens.Length);
        for (var i = 0; i < words.Length; i++)
        {
            var word = reader.WordOf(tokens[i]);
            words[i] = trie.Words.Find(word, NgramHash.Of(word));
        }

        return words;
    }

    /// <summary>Hands the units of words that were read before to a sink.</summary>
    public static void Run<TSink>(
        FrozenTrie trie, Ss3Values values, ReadOnlySpan<Ss3Token> tokens, ReadOnlySpan<int> words, Ss3Workspace workspace, ref TSink sink)
        where TSink : IUnitSink, allows ref struct
    {
        var walk = new UnitWalk(trie, values.Confidence, values.Options.Alpha, tokens, words, workspace.UnitSums(trie.Categories.Count));
        for (var i = 0; i < words.Length;)
        {
            var (node, length) = walk.UnitAt(i);
            sink.Take(node, i, length, tokens[i].Before);
            i += length;
        }
    }

    private (int Node, int Length) UnitAt(int first)
    {
        var word = _words[first];
        return word >= 0 && _trie.HasChildren(word) ? BestAt(first, word) : (word, 1);
    }

    private (int Node, int Length) BestAt(int first, int word)
    {
        _best.Clear();
        _singles.Clear();
        var (bestNode, bestLength, bestValue, bestCategory) = (word, 1, 0.0, int.MaxValue);
        var node = word;
        for (var length = 1; node >= 0; length++)
        {
            for (var entry = _trie.RowStarts[node]; entry < _trie.RowStarts[node + 1]; entry++)
            {
                var category = _trie.RowCategories[entry];
                _singles[category] += SingleValue(_trie.LastWord(node), category);
                var value = _confidence[entry];

                // Among equals the first category counts, and within it the shortest n-gram.
                if (value > bestValue || (value == bestValue && category < bestCategory))
                {
                    (bestNode, bestLength, bestValue, bestCategory) = (node, length, value, category);
                }
            }

            node = Next(node, first + length);
        }

        var singles = 0.0;
        foreach (var sum in _singles)
        {
            singles = Math.Max(singles, sum);
        }

        return bestValue > _alpha && singles <= bestValue ? (bestNode, bestLength) : (word, 1);
    }

    private int Next(int node, int token) =>
        token < _words.Length && _words[token] >= 0 && _tokens[token].Before == Ss3Break.None ? _trie.Child(node, _words[token]) : -1;

    private double SingleValue(int word, int category)
    {
        var start = _trie.RowStarts[word];
        var found = _trie.RowCategories[start.._trie.RowStarts[word + 1]].BinarySearch(category);
        return found < 0 ? 0 : _confidence[start + found];
    }
}
