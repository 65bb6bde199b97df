namespace Demur.Papers;

/// <summary>Reduces an English word to a stem that its common forms share, so that <c>forgetting</c> finds <c>forget</c>. A stem need not be a word.</summary>
internal static class WordStem
{
    private const int ShortestStem = 3;

    // Longest first; the first ending that leaves a stem of three letters or more is cut.
    private static readonly (string Ending, string Replacement)[] Endings =
    [
        ("isations", "ize"), ("izations", "ize"), ("isation", "ize"), ("ization", "ize"),
        ("ifications", "ify"), ("ification", "ify"), ("ifiers", "ify"), ("ifier", "ify"), ("ified", "ify"), ("ifies", "ify"),
        ("ations", "ate"), ("ation", "ate"), ("ators", "ate"), ("ator", "ate"),
        ("ising", "ize"), ("ised", "ize"), ("ises", "ize"), ("ise", "ize"),
        ("ments", ""), ("ment", ""), ("ables", ""), ("able", ""), ("nesses", ""), ("ness", ""),
        ("ions", ""), ("ion", ""), ("ings", ""), ("ing", ""), ("ours", ""), ("our", ""),
        ("ies", "y"), ("als", ""), ("al", ""), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""), ("ed", ""), ("es", ""), ("s", ""),
    ];

    /// <summary>Gives the stem of a word.</summary>
    /// <param name="word">A lower-case word of letters and digits.</param>
    /// <returns>The stem; short words stay as they are.</returns>
    public static string Of(string word)
    {
        foreach (var (ending, replacement) in Endings)
        {
            var kept = word.Length - ending.Length;
            if (kept >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal) && !IsNoPlural(word, ending))
            {
                return Finish(word[..kept] + replacement);
            }
        }

        return Finish(word);
    }

    private static bool IsNoPlural(string word, string ending) => ending == "s" && word[^2] is 's' or 'u' or 'i' or 'a';

    /// <summary>Drops a last <c>e</c> or <c>y</c> or a doubled consonant, so that <c>forgett</c> and <c>forget</c>, <c>noisy</c> and <c>noise</c> meet.</summary>
    private static string Finish(string stem)
    {
        if (stem.Length > ShortestStem && stem[^1] is 'e' or 'y')
        {
            stem = stem[..^1];
        }

        var isDoubled = stem.Length > ShortestStem && stem[^1] == stem[^2] && stem[^1] is not ('a' or 'e' or 'i' or 'o' or 'u' or 's');
        return isDoubled ? stem[..^1] : stem;
    }
}
