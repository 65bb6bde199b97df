using System.Collections.Frozen;

namespace Demur.Audit.Labelling.Text;

/// <summary>Lists of words in any language, to be looked up by the words of a text.</summary>
internal static class FoldedWords
{
    /// <summary>Reads a list.</summary>
    /// <param name="words">The words with spaces between them, spelt as in texts.</param>
    /// <returns>Their hashes once folded.</returns>
    public static FrozenSet<ulong> Of(string words)
    {
        var tokens = new TokenList();
        Tokenizer.Run(words, tokens);
        return tokens.Tokens.ToArray().Select(token => token.Hash).ToFrozenSet();
    }
}
