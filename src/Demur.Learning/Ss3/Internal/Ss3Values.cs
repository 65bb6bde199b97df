namespace Demur.Learning.Ss3.Internal;

/// <summary>
/// The values of every pair of an n-gram and a category, stage by stage: local value, significance, global value, confidence. Changing an option
/// recomputes only the stages that it enters: smoothness all, significance all but the first, sanction the last two, alpha none. Immutable.
/// </summary>
internal sealed class Ss3Values
{
    private readonly FrozenTrie _trie;

    private Ss3Values(FrozenTrie trie, Ss3Options options, Ss3Values? known)
    {
        _trie = trie;
        Options = options;
        var hasLocal = known is not null && known.Options.Smoothness == options.Smoothness && known.Options.Constants == options.Constants;
        var hasSignificance = hasLocal && known!.Options.Significance == options.Significance && known.Options.Mode == options.Mode;
        var hasAll = hasSignificance && known!.Options.Sanction == options.Sanction;
        Local = hasLocal ? known!.Local : ComputeLocal();
        Significant = hasSignificance ? known!.Significant : ComputeSignificance();
        Global = hasAll ? known!.Global : ComputeGlobal();
        Confidence = hasAll ? known!.Confidence : ComputeConfidence();
    }

    public Ss3Options Options { get; }

    public double[] Local { get; }

    public double[] Significant { get; }

    public double[] Global { get; }

    public double[] Confidence { get; }

    /// <summary>Computes what cannot be taken over from values of the same trie.</summary>
    public static Ss3Values Of(FrozenTrie trie, Ss3Options options, Ss3Values? known = null) => new(trie, options, known);

    /// <summary>The sanction of one pair, which is not stored.</summary>
    public double SanctionAt(int node, int entry) => SanctionOf(entry, SignificanceSum(node));

    private double[] ComputeLocal()
    {
        var local = new double[_trie.EntryCount];
        for (var length = 1; length < _trie.LengthStarts.Length; length++)
        {
            var first = _trie.RowStarts[_trie.LengthStarts[length - 1]];
            var last = _trie.RowStarts[_trie.LengthStarts[length]];
            for (var entry = first; entry < last; entry++)
            {
                var count = _trie.RowCounts[entry];
                if (count > Options.Constants.NoiseCount)
                {
                    local[entry] = Math.Pow(count / (double)_trie.MaxCounts[_trie.RowCategories[entry]][length - 1], Options.Smoothness);
                }
            }
        }

        return local;
    }

    private double[] ComputeSignificance()
    {
        var significance = new double[_trie.EntryCount];
        var scratch = new double[_trie.Categories.Count];
        for (var node = 0; node < _trie.NodeCount; node++)
        {
            var (start, count) = Row(node);
            Significance.Of(Local.AsSpan(start, count), _trie.Categories.Count, Options, scratch.AsSpan(0, count), significance.AsSpan(start, count));
        }

        return significance;
    }

    private double[] ComputeGlobal()
    {
        var global = new double[_trie.EntryCount];
        for (var node = 0; node < _trie.NodeCount; node++)
        {
            var (start, count) = Row(node);
            var sum = SignificanceSum(node);
            for (var entry = start; entry < start + count; entry++)
            {
                if (Local[entry] > 0 && Significant[entry] > 0)
                {
                    global[entry] = Local[entry] * (Significant[entry] * SanctionOf(entry, sum));
                }
            }
        }

        return global;
    }

    private double[] ComputeConfidence()
    {
        var confidence = new double[_trie.EntryCount];
        var wordValues = WordTotals();
        var most = new double[_trie.Categories.Count];
        for (var length = 1; length < _trie.LengthStarts.Length; length++)
        {
            Array.Clear(most);
            var first = _trie.RowStarts[_trie.LengthStarts[length - 1]];
            var last = _trie.RowStarts[_trie.LengthStarts[length]];
            for (var entry = first; entry < last; entry++)
            {
                ref var value = ref most[_trie.RowCategories[entry]];
                value = Math.Max(value, Global[entry]);
            }

            for (var node = _trie.LengthStarts[length - 1]; node < _trie.LengthStarts[length]; node++)
            {
                FillConfidence(node, length, most, wordValues, confidence);
            }
        }

        return confidence;
    }

    private void FillConfidence(int node, int length, double[] most, double[] wordValues, double[] confidence)
    {
        var (start, count) = Row(node);
        var isPhrase = length > 1 && Options.Mode == Ss3ConfidenceMode.NormExplainable;
        var words = isPhrase ? SumOverWords(node, wordValues) : 0;
        if (isPhrase && words < Options.Constants.LeastPhraseValue)
        {
            return;
        }

        for (var entry = start; entry < start + count; entry++)
        {
            var category = _trie.RowCategories[entry];
            if (most[category] > 0)
            {
                var lift = isPhrase && EveryWordSpeaks(node, category) ? words : 0;
                confidence[entry] = (Global[entry] / most[category]) + lift;
            }
        }
    }

    /// <summary>For each word, its global values added up over all categories.</summary>
    private double[] WordTotals()
    {
        var totals = new double[_trie.Words.Count];
        for (var word = 0; word < totals.Length; word++)
        {
            var (start, count) = Row(word);
            foreach (var value in Global.AsSpan(start, count))
            {
                totals[word] += value;
            }
        }

        return totals;
    }

    private double SumOverWords(int node, double[] wordValues)
    {
        var sum = 0.0;
        for (var part = node; part >= 0; part = _trie.Parent(part))
        {
            sum += wordValues[_trie.LastWord(part)];
        }

        return sum;
    }

    private bool EveryWordSpeaks(int node, int category)
    {
        for (var part = node; part >= 0; part = _trie.Parent(part))
        {
            var (start, count) = Row(_trie.LastWord(part));
            var found = _trie.RowCategories.Slice(start, count).BinarySearch(category);
            if (found < 0 || Global[start + found] < Options.Constants.LeastWordValue)
            {
                return false;
            }
        }

        return true;
    }

    private double SanctionOf(int entry, double sum) =>
        Significance.Sanction(Math.Max(0, sum - Math.Min(Significant[entry], 1)), _trie.Categories.Count, Options.Sanction);

    /// <summary>The significance of a term, each at most 1, added up over the categories.</summary>
    private double SignificanceSum(int node)
    {
        var (start, count) = Row(node);
        var sum = 0.0;
        foreach (var significance in Significant.AsSpan(start, count))
        {
            sum += Math.Min(significance, 1);
        }

        return sum;
    }

    private (int Start, int Count) Row(int node) => (_trie.RowStarts[node], _trie.RowStarts[node + 1] - _trie.RowStarts[node]);
}
