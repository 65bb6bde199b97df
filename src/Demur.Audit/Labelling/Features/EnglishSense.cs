using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Features;

/// <summary>Tells English exchanges from those in other languages, by the words that each kind of answer has in common.</summary>
internal static class EnglishSense
{
    /// <summary>English has a fifth of known words and more, but for lists of names; a language of which no word is known has none.</summary>
    private const double LeastShare = 0.15;

    private const int LeastWords = 8;
    private const int ResponseWords = 60;
    private const int PromptWords = 30;

    /// <summary>Whether an exchange is in English.</summary>
    /// <param name="english">The words of English answers.</param>
    /// <param name="others">The words of answers in other languages.</param>
    /// <param name="workspace">The exchange, read.</param>
    /// <returns>Whether it is; true for a few words that may be of any language, such as names and numbers.</returns>
    public static bool IsEnglish(WordMask english, WordMask others, LabellingWorkspace workspace)
    {
        var response = Beginning(workspace.Response, ResponseWords);
        var prompt = Beginning(workspace.Prompt, PromptWords);
        var (known, all) = (Known(english, response) + Known(english, prompt), response.Length + prompt.Length);
        return known >= Known(others, response) + Known(others, prompt) && (all < LeastWords || known >= LeastShare * all);
    }

    private static ReadOnlySpan<Token> Beginning(TokenList list, int words) => list.Tokens[..Math.Min(words, list.Count)];

    private static int Known(WordMask vocabulary, ReadOnlySpan<Token> tokens)
    {
        var known = 0;
        foreach (ref readonly var token in tokens)
        {
            known += vocabulary.Holds(token.Hash) ? 1 : 0;
        }

        return known;
    }
}
