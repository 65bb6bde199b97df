using System.Numerics;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>
/// Rules arranged for inference: each waits at its literal that was rarest in training and is looked at only where that one is true; then word by word, the least likely first.
/// </summary>
internal sealed class RuleIndex
{
    private readonly int[] _starts; // [literal + 1]: the rules that wait there, by their place in the arrays below
    private readonly int[] _rules; // [place]
    private readonly int[] _checkStarts; // [place + 1]
    private readonly int[] _checkWords;
    private readonly ulong[] _checkMasks;
    private readonly ulong[] _keys; // where at least one rule waits

    public RuleIndex(RuleSet rules, double[] share)
    {
        var features = share.Length / 2;
        var key = new int[rules.Count];
        for (var rule = 0; rule < rules.Count; rule++)
        {
            key[rule] = Rarest(rules.Literals(rule), share);
        }

        _rules = [.. Enumerable.Range(0, rules.Count).OrderBy(rule => key[rule])];
        _starts = new int[(2 * features) + 1];
        _keys = new ulong[LiteralRows.StrideFor(features)];
        foreach (var literal in key)
        {
            _starts[literal + 1]++;
            _keys[literal >> 6] |= 1UL << literal;
        }

        for (var literal = 0; literal < 2 * features; literal++)
        {
            _starts[literal + 1] += _starts[literal];
        }

        (_checkStarts, _checkWords, _checkMasks) = Checks(rules, share);
    }

    /// <summary>Finds the rules that hold.</summary>
    public void Match<TSink>(scoped ReadOnlySpan<ulong> literals, scoped ref TSink sink)
        where TSink : IRuleSink, allows ref struct
    {
        for (var word = 0; word < literals.Length; word++)
        {
            for (var left = literals[word] & _keys[word]; left != 0; left &= left - 1)
            {
                var literal = (word * 64) + BitOperations.TrailingZeroCount(left);
                for (var place = _starts[literal]; place < _starts[literal + 1]; place++)
                {
                    if (Holds(place, literals))
                    {
                        sink.Add(_rules[place]);
                    }
                }
            }
        }
    }

    private bool Holds(int place, scoped ReadOnlySpan<ulong> literals)
    {
        for (var check = _checkStarts[place]; check < _checkStarts[place + 1]; check++)
        {
            if ((_checkMasks[check] & ~literals[_checkWords[check]]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Rarest(ReadOnlySpan<int> literals, double[] share)
    {
        var rarest = literals[0];
        foreach (var literal in literals)
        {
            rarest = share[literal] < share[rarest] ? literal : rarest;
        }

        return rarest;
    }

    private (int[] Starts, int[] Words, ulong[] Masks) Checks(RuleSet rules, double[] share)
    {
        var starts = new int[rules.Count + 1];
        var words = new List<int>();
        var masks = new List<ulong>();
        for (var place = 0; place < rules.Count; place++)
        {
            var byWord = new Dictionary<int, (ulong Mask, double Share)>();
            foreach (var literal in rules.Literals(_rules[place]))
            {
                var (mask, likely) = byWord.GetValueOrDefault(literal >> 6, (0UL, 1.0));
                byWord[literal >> 6] = (mask | (1UL << literal), likely * share[literal]);
            }

            foreach (var (word, check) in byWord.OrderBy(pair => pair.Value.Share).ThenBy(pair => pair.Key))
            {
                words.Add(word);
                masks.Add(check.Mask);
            }

            starts[place + 1] = words.Count;
        }

        return (starts, [.. words], [.. masks]);
    }
}
