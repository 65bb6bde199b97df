namespace Demur.Neural.Tokenization.Internal;

/// <summary>The words of a corpus with their counts while pairs of their symbols merge; pair counts are kept up to date word by word.</summary>
internal sealed class MergeCorpus
{
    private readonly List<(List<int> Symbols, long Count)> _words = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _places = [];
    private readonly PriorityQueue<((int Left, int Right) Pair, long Count), (long, int, int)> _queue = new();

    public MergeCorpus(Dictionary<string, long> words, Dictionary<string, int> alphabet)
    {
        foreach (var (word, count) in words.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            _words.Add(([.. word.Select(character => alphabet[character.ToString()])], count));
            Count(_words.Count - 1, 1);
        }

        foreach (var pair in _counts.Keys)
        {
            Offer(pair);
        }
    }

    /// <summary>The most frequent pair; entries whose count has changed since are offered again.</summary>
    public bool TryTakeBest(int minimum, out (int Left, int Right) pair)
    {
        while (_queue.TryDequeue(out var entry, out _))
        {
            pair = entry.Pair;
            var count = _counts.GetValueOrDefault(pair);
            if (count == entry.Count)
            {
                return count >= minimum;
            }

            if (count > 0)
            {
                Offer(pair);
            }
        }

        pair = default;
        return false;
    }

    public void Merge((int Left, int Right) pair, int result)
    {
        var touched = new HashSet<(int, int)>();
        foreach (var index in _places[pair].Order().ToArray())
        {
            Count(index, -1);
            var symbols = _words[index].Symbols;
            var length = 0;
            for (var i = 0; i < symbols.Count; i++)
            {
                var merges = i + 1 < symbols.Count && symbols[i] == pair.Left && symbols[i + 1] == pair.Right;
                symbols[length++] = merges ? result : symbols[i];
                i += merges ? 1 : 0;
            }

            symbols.RemoveRange(length, symbols.Count - length);
            Count(index, 1);
            for (var i = 0; i + 1 < length; i++)
            {
                touched.Add((symbols[i], symbols[i + 1]));
            }
        }

        foreach (var changed in touched)
        {
            Offer(changed);
        }
    }

    private void Count(int index, int sign)
    {
        var (symbols, count) = _words[index];
        for (var i = 0; i + 1 < symbols.Count; i++)
        {
            var pair = (symbols[i], symbols[i + 1]);
            _counts[pair] = _counts.GetValueOrDefault(pair) + (sign * count);
            if (!_places.TryGetValue(pair, out var places))
            {
                _places[pair] = places = [];
            }

            if (sign > 0)
            {
                places.Add(index);
            }
            else
            {
                places.Remove(index);
            }
        }
    }

    private void Offer((int Left, int Right) pair)
    {
        if (_counts.GetValueOrDefault(pair) is > 0 and var count)
        {
            _queue.Enqueue((pair, count), (-count, pair.Left, pair.Right));
        }
    }
}
