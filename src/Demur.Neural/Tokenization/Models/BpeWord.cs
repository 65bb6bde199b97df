namespace Demur.Neural.Tokenization.Models;

/// <summary>A piece as a chain of symbols that merge, lowest rank first and leftmost among equals, until no pair merges.</summary>
internal sealed class BpeWord
{
    private const int ShortWord = 40;
    private int[] _ids = new int[64];
    private int[] _starts = new int[64];
    private int[] _ends = new int[64];
    private int[] _next = new int[64];
    private int[] _previous = new int[64];
    private int[] _ranks = new int[64];
    private readonly PriorityQueue<(int Place, int Left, int Right), long> _queue = new();
    private int _count;

    public void Clear() => _count = 0;

    public void Add(int id, int start, int end)
    {
        if (_count == _ids.Length)
        {
            var size = _count * 2;
            Array.Resize(ref _ids, size);
            Array.Resize(ref _starts, size);
            Array.Resize(ref _ends, size);
            Array.Resize(ref _next, size);
            Array.Resize(ref _previous, size);
            Array.Resize(ref _ranks, size);
        }

        (_ids[_count], _starts[_count], _ends[_count]) = (id, start, end);
        _count++;
    }

    public void Merge(MergeTable merges, List<TokenPart> tokens)
    {
        if (_count <= ShortWord)
        {
            MergeShort(merges);
            for (var i = 0; i < _count; i++)
            {
                tokens.Add(new TokenPart(_ids[i], _starts[i], _ends[i]));
            }

            return;
        }

        MergeLong(merges);
        for (var i = 0; i >= 0; i = _next[i])
        {
            tokens.Add(new TokenPart(_ids[i], _starts[i], _ends[i]));
        }
    }

    /// <summary>A few symbols: looking through all pairs each time is faster than any queue.</summary>
    private void MergeShort(MergeTable merges)
    {
        for (var i = 0; i + 1 < _count; i++)
        {
            _ranks[i] = Rank(merges, i, i + 1);
        }

        while (true)
        {
            var best = -1;
            for (var i = 0; i + 1 < _count; i++)
            {
                best = _ranks[i] < (best < 0 ? int.MaxValue : _ranks[best]) ? i : best;
            }

            if (best < 0)
            {
                return;
            }

            merges.Find(_ids[best], _ids[best + 1], out var result);
            (_ids[best], _ends[best]) = (result, _ends[best + 1]);
            Remove(best + 1);
            _ranks[best] = best + 1 < _count ? Rank(merges, best, best + 1) : int.MaxValue;
            if (best > 0)
            {
                _ranks[best - 1] = Rank(merges, best - 1, best);
            }
        }
    }

    private void Remove(int index)
    {
        var rest = _count - index - 1;
        Array.Copy(_ids, index + 1, _ids, index, rest);
        Array.Copy(_starts, index + 1, _starts, index, rest);
        Array.Copy(_ends, index + 1, _ends, index, rest);
        Array.Copy(_ranks, index + 1, _ranks, index, rest);
        _count--;
    }

    private int Rank(MergeTable merges, int left, int right) => merges.Find(_ids[left], _ids[right], out _) is >= 0 and var rank ? rank : int.MaxValue;

    /// <summary>Many symbols, such as a whole text: a queue of candidate pairs, stale ones skipped when they come up.</summary>
    private void MergeLong(MergeTable merges)
    {
        _queue.Clear();
        for (var i = 0; i < _count; i++)
        {
            _previous[i] = i - 1;
            _next[i] = i + 1 < _count ? i + 1 : -1;
        }

        for (var i = 0; i + 1 < _count; i++)
        {
            Offer(merges, i);
        }

        while (_queue.TryDequeue(out var pair, out _))
        {
            var next = _ids[pair.Place] == pair.Left ? _next[pair.Place] : -1;
            if (next < 0 || _ids[next] != pair.Right)
            {
                continue;
            }

            merges.Find(pair.Left, pair.Right, out var result);
            (_ids[pair.Place], _ends[pair.Place]) = (result, _ends[next]);
            _ids[next] = -1;
            var after = _next[pair.Place] = _next[next];
            if (after >= 0)
            {
                _previous[after] = pair.Place;
                Offer(merges, pair.Place);
            }

            if (_previous[pair.Place] >= 0)
            {
                Offer(merges, _previous[pair.Place]);
            }
        }
    }

    private void Offer(MergeTable merges, int place)
    {
        var (left, right) = (_ids[place], _ids[_next[place]]);
        if (merges.Find(left, right, out _) is >= 0 and var rank)
        {
            _queue.Enqueue((place, left, right), ((long)rank << 32) | (uint)place);
        }
    }
}
