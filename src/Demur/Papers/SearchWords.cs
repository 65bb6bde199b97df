using System.Collections.Frozen;

namespace Demur.Papers;

/// <summary>Cuts a text into the words that a search goes by.</summary>
internal static class SearchWords
{
    private static readonly FrozenSet<string> Ignored = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does", "for", "from", "how", "in", "into", "is", "it",
        "its", "of", "on", "one", "or", "than", "that", "the", "their", "them", "then", "there", "they", "this", "to", "was", "what", "when",
        "where", "which", "while", "with");

    /// <summary>Gives the words of a text with their stems, in order; runs of letters and digits, without function words.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Each word in lower case, and its stem.</returns>
    public static IEnumerable<(string Word, string Stem)> Split(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isInside = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isInside && start < 0)
            {
                start = i;
            }
            else if (!isInside && start >= 0)
            {
                var word = text[start..i].ToLowerInvariant();
                start = -1;
                if (!Ignored.Contains(word))
                {
                    yield return (word, WordStem.Of(word));
                }
            }
        }
    }
}
