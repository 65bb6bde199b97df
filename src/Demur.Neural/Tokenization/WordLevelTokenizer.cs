using Demur.Neural.Tokenization.Internal;
using Demur.Neural.Tokenization.Models;
using Demur.Neural.Tokenization.Pretokenizers;

namespace Demur.Neural.Tokenization;

/// <summary>Builds tokenizers of whole words for small worlds whose words are all known.</summary>
public static class WordLevelTokenizer
{
    /// <summary>Builds a tokenizer that cuts at white space and decodes with single spaces.</summary>
    /// <param name="words">The words; they get the numbers after the special tokens, in their order, repeated ones once.</param>
    /// <param name="specialTokens">The special tokens, which get the first numbers and are also found where no space stands around them.</param>
    /// <param name="unknownToken">The special token for all other words; one of <paramref name="specialTokens"/>.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="DemurException">A word is empty or holds white space, or the unknown token is not among the special ones.</exception>
    public static Tokenizer Build(IEnumerable<string> words, IReadOnlyList<string> specialTokens, string unknownToken = "<unk>")
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(specialTokens);
        if (!specialTokens.Contains(unknownToken, StringComparer.Ordinal))
        {
            throw new DemurException($"The token for unknown words, '{unknownToken}', is not among the special tokens {string.Join(' ', specialTokens)}.");
        }

        var tokens = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in specialTokens.Concat(words).Where(known.Add))
        {
            tokens.Add(token.Length > 0 && !token.Any(char.IsWhiteSpace) ? token : throw new DemurException($"The word '{token}' is empty or holds white space; words are cut at white space."));
        }

        List<AddedToken> special = [.. specialTokens.Distinct(StringComparer.Ordinal).Select((content, id) => new AddedToken(id, content))];
        var vocabulary = Vocabulary.FromList(tokens, special.Select(token => token.Id), "word-level tokenizer");
        return new Tokenizer(new TokenizerSpec(new WordLevelModel(vocabulary, unknownToken), "word-level tokenizer")
        {
            AddedTokens = special,
            Pretokenizer = CharacterPretokenizer.WhiteSpace(),
        });
    }
}
