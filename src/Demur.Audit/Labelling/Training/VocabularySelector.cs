using Demur.Audit.Labelling.Features;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Training;

/// <summary>Chooses the words that n-grams may name: those that many models use, whatever they talk about.</summary>
internal static class VocabularySelector
{
    private const int CommonWithin = 80;
    private const int LeastResponses = 2;
    private const int LeastModels = 3;
    private const int LeastOtherTexts = 3;
    private const double LeastRatio = 4;
    private const int OtherCommonWords = 500;

    /// <summary>Chooses words.</summary>
    /// <param name="examples">The responses to learn from.</param>
    /// <param name="options">How many and how widespread.</param>
    /// <returns>The words.</returns>
    public static WordMask Select(IReadOnlyList<LabelledResponse> examples, HybridLabelerOptions options)
    {
        var models = new Dictionary<(string Source, string Model), Dictionary<ulong, int>>();
        var openings = new Dictionary<ulong, int>();
        var tokens = new TokenList();
        var seen = new HashSet<ulong>();
        foreach (var example in examples)
        {
            Tokenizer.Run(example.Response, tokens);
            Count(tokens.Tokens, seen, models.TryGetValue((example.Source, example.Model), out var counts)
                ? counts
                : models[(example.Source, example.Model)] = []);
            Count(tokens.Tokens[..Math.Min(tokens.Count, CommonWithin)], seen, openings);
        }

        var spread = new Dictionary<ulong, int>();
        foreach (var word in models.Values.SelectMany(counts => counts).Where(pair => pair.Value >= LeastResponses))
        {
            spread[word.Key] = spread.GetValueOrDefault(word.Key) + 1;
        }

        var least = Math.Max(LeastModels, options.VocabularyShare * models.Count);
        var vocabulary = Most(spread.Where(pair => pair.Value >= least), options.VocabularySize);
        var common = Most(openings.Where(pair => vocabulary.Contains(pair.Key)), options.CommonWords);
        return new WordMask(vocabulary, common);
    }

    /// <summary>Chooses the words of other languages: those that several of their prompts and responses have, and English ones far less often.</summary>
    /// <param name="others">Responses in other languages.</param>
    /// <param name="english">Responses in English for the most part.</param>
    /// <param name="mask">The words of English answers.</param>
    /// <returns>The words.</returns>
    public static WordMask SelectOthers(IReadOnlyList<LabelledResponse> others, IReadOnlyList<LabelledResponse> english, WordMask mask)
    {
        var (counts, englishCounts) = (CountTexts(others), CountTexts(english));
        var ratio = LeastRatio * others.Count / english.Count;
        var words = counts.Where(pair => pair.Value >= LeastOtherTexts && !mask.Holds(pair.Key) && pair.Value > ratio * englishCounts.GetValueOrDefault(pair.Key)).ToList();
        return new WordMask([.. words.Select(pair => pair.Key)], Most(words, OtherCommonWords));
    }

    private static Dictionary<ulong, int> CountTexts(IReadOnlyList<LabelledResponse> examples)
    {
        var (counts, tokens, seen) = (new Dictionary<ulong, int>(), new TokenList(), new HashSet<ulong>());
        foreach (var example in examples)
        {
            Tokenizer.Run(example.Response + "\n" + example.Prompt, tokens);
            Count(tokens.Tokens, seen, counts);
        }

        return counts;
    }

    private static void Count(ReadOnlySpan<Token> tokens, HashSet<ulong> seen, Dictionary<ulong, int> counts)
    {
        seen.Clear();
        foreach (ref readonly var token in tokens)
        {
            if (seen.Add(token.Hash))
            {
                counts[token.Hash] = counts.GetValueOrDefault(token.Hash) + 1;
            }
        }
    }

    private static HashSet<ulong> Most(IEnumerable<KeyValuePair<ulong, int>> counts, int size) =>
        [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(size).Select(pair => pair.Key)];
}
