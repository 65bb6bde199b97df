namespace Demur.Learning.Ss3.Internal;

/// <summary>For each n-gram, the categories in which its confidence is above alpha, and those confidences: all that classifying reads. Immutable.</summary>
internal sealed class SpokenRows
{
    private readonly int[] _starts; // [nodes + 1]
    private readonly int[] _categories;
    private readonly double[] _values;

    public SpokenRows(FrozenTrie trie, double[] confidence, double alpha)
    {
        var count = confidence.Count(value => value > alpha);
        _starts = new int[trie.NodeCount + 1];
        _categories = new int[count];
        _values = new double[count];
        var next = 0;
        for (var node = 0; node < trie.NodeCount; node++)
        {
            for (var entry = trie.RowStarts[node]; entry < trie.RowStarts[node + 1]; entry++)
            {
                if (confidence[entry] > alpha)
                {
                    _categories[next] = trie.RowCategories[entry];
                    _values[next++] = confidence[entry];
                }
            }

            _starts[node + 1] = next;
        }
    }

    /// <summary>Adds an n-gram's confidences; an unknown word (-1) has none.</summary>
    public void AddTo(Span<double> sums, int node)
    {
        if (node < 0)
        {
            return;
        }

        for (var i = _starts[node]; i < _starts[node + 1]; i++)
        {
            sums[_categories[i]] += _values[i];
        }
    }
}
