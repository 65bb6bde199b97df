using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Rules;

/// <summary>
/// Tells which rules can match at a word. Most rules know all words that can come second, so they are found by their first two words; the others, whose second
/// place is a gap or may be missing, are found by their first. Immutable and thread-safe.
/// </summary>
internal sealed class PhraseIndex
{
    private readonly HashTable<PhraseRule[]> _byTwoWords;
    private readonly HashTable<PhraseRule[]> _byFirstWord;

    /// <summary>Indexes rules.</summary>
    /// <param name="rules">The rules, in the order in which they are to be tried.</param>
    public PhraseIndex(IEnumerable<PhraseRule> rules)
    {
        var (byFirst, byTwo) = (new Dictionary<ulong, List<PhraseRule>>(), new Dictionary<ulong, Dictionary<ulong, List<PhraseRule>>>());
        foreach (var rule in rules)
        {
            foreach (var first in FirstWords(rule).Distinct())
            {
                var second = new HashSet<ulong>();
                if (!CollectSecond(rule.Elements, first, second))
                {
                    ListOf(byFirst, first).Add(rule);
                    continue;
                }

                var pairs = byTwo.TryGetValue(first, out var known) ? known : byTwo[first] = [];
                foreach (var word in second)
                {
                    ListOf(pairs, word).Add(rule);
                }
            }
        }

        _byFirstWord = TableOf(byFirst);
        _byTwoWords = TableOf(byTwo
            .SelectMany(pairs => pairs.Value.Select(pair => (Key: PairOf(pairs.Key, pair.Key), Rules: Join(pair.Value, byFirst.GetValueOrDefault(pairs.Key)))))
            .ToDictionary(pair => pair.Key, pair => pair.Rules));
    }

    /// <summary>Finds the rules that can match at a word.</summary>
    /// <param name="tokens">The words of the text.</param>
    /// <param name="at">The word to begin with.</param>
    /// <returns>The rules in the order in which they are to be tried; null when there is none.</returns>
    public PhraseRule[]? At(ReadOnlySpan<Token> tokens, int at) =>
        (at + 1 < tokens.Length ? _byTwoWords.Find(PairOf(tokens[at].Hash, tokens[at + 1].Hash)) : null) ?? _byFirstWord.Find(tokens[at].Hash);

    private static ulong PairOf(ulong first, ulong second) => WordHash.Append(first, second);

    private static HashTable<PhraseRule[]> TableOf(Dictionary<ulong, List<PhraseRule>> rules)
    {
        ulong[] keys = [.. rules.Keys];
        return HashTable<PhraseRule[]>.Of(keys, i => [.. rules[keys[i]]]);
    }

    private static List<PhraseRule> ListOf(Dictionary<ulong, List<PhraseRule>> lists, ulong key) => lists.TryGetValue(key, out var list) ? list : lists[key] = [];

    private static List<PhraseRule> Join(List<PhraseRule> withSecond, List<PhraseRule>? withoutSecond) =>
        withoutSecond is null ? withSecond : [.. withSecond.Concat(withoutSecond).OrderBy(rule => rule.Index)];

    private static IEnumerable<ulong> FirstWords(PhraseRule rule)
    {
        foreach (var element in rule.Elements)
        {
            foreach (var word in element.FirstWords)
            {
                yield return word;
            }

            if (!element.Optional)
            {
                yield break;
            }
        }
    }

    /// <summary>Collects the words that can come second; false when that can be any word or none.</summary>
    private static bool CollectSecond(PhraseElement[] elements, ulong word, HashSet<ulong> second)
    {
        for (var place = 0; place < elements.Length; place++)
        {
            if (elements[place].Gap > 0)
            {
                return false;
            }

            foreach (var rest in elements[place].After(word) ?? [])
            {
                if (rest.Length > 0)
                {
                    second.Add(rest[0]);
                }
                else if (!CollectFrom(elements, place + 1, second))
                {
                    return false;
                }
            }

            if (!elements[place].Optional)
            {
                return true;
            }
        }

        return true;
    }

    /// <summary>Collects the words that a place or, where it may be missing, those behind it can begin with; false when that can be any word or none.</summary>
    private static bool CollectFrom(PhraseElement[] elements, int place, HashSet<ulong> second)
    {
        for (; place < elements.Length; place++)
        {
            if (elements[place].Gap > 0)
            {
                return false;
            }

            second.UnionWith(elements[place].FirstWords);
            if (!elements[place].Optional)
            {
                return true;
            }
        }

        return false;
    }
}
