using System.Text;

namespace Demur.Audit.Reports.Statistics;

/// <summary>Cuts prompts into lower-case word n-grams. Words are runs of letters, digits and inner apostrophes.</summary>
internal static class PromptNgrams
{
    private const int LongestNgram = 3;

    /// <summary>Prompts are looked at up to this many words: a pasted document must not drown the others.</summary>
    private const int MostWords = 2000;

    /// <summary>The different n-grams of a text.</summary>
    public static HashSet<string> Distinct(string text)
    {
        var joined = Join(text, out var starts);
        var ngrams = new HashSet<string>(StringComparer.Ordinal);
        var lookup = ngrams.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var first = 0; first < starts.Count; first++)
        {
            for (var length = 1; length <= LongestNgram && first + length <= starts.Count; length++)
            {
                lookup.Add(Slice(joined, starts, first, length));
            }
        }

        return ngrams;
    }

    /// <summary>Adds 1 for every n-gram of <paramref name="counts"/> that the text contains, once a text.</summary>
    public static void Count(string text, Dictionary<string, int> counts)
    {
        var joined = Join(text, out var starts);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var first = 0; first < starts.Count; first++)
        {
            for (var length = 1; length <= LongestNgram && first + length <= starts.Count; length++)
            {
                if (lookup.TryGetValue(Slice(joined, starts, first, length), out var ngram, out var count) && seen.Add(ngram))
                {
                    counts[ngram] = count + 1;
                }
            }
        }
    }

    private static ReadOnlySpan<char> Slice(string joined, List<int> starts, int first, int length)
    {
        var end = first + length < starts.Count ? starts[first + length] - 1 : joined.Length;
        return joined.AsSpan(starts[first], end - starts[first]);
    }

    /// <summary>Joins the words by one space, so that every n-gram is a slice.</summary>
    private static string Join(string text, out List<int> starts)
    {
        var joined = new StringBuilder(text.Length);
        starts = [];
        var inWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            var isPart = char.IsLetterOrDigit(text[i]) || (inWord && IsInnerApostrophe(text, i));
            if (isPart && !inWord)
            {
                if (starts.Count == MostWords)
                {
                    break;
                }

                if (starts.Count > 0)
                {
                    joined.Append(' ');
                }

                starts.Add(joined.Length);
            }

            if (isPart)
            {
                joined.Append(text[i] == '\u2019' ? '\'' : char.ToLowerInvariant(text[i]));
            }

            inWord = isPart;
        }

        return joined.ToString();
    }

    private static bool IsInnerApostrophe(string text, int i) =>
        text[i] is '\'' or '\u2019' && i + 1 < text.Length && char.IsLetter(text[i + 1]);
}
