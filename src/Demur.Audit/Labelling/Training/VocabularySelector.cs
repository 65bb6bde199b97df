using Demur.Audit.Labelling.Features;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Training;

/// <summary>Chooses the words that n-grams may name: those that many models use, whatever they talk about.</summary>
internal static class VocabularySelector
{
    private const int CommonWithin = 80;
    private const int LeastResponses = 2;
    private const int LeastModels = 3;

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
