namespace Demur.Audit.Reports.Rendering;

/// <summary>Which words two texts share, in order: the longest common subsequence of words.</summary>
internal static class WordDiff
{
    /// <summary>Longer texts are not compared: the table would grow with the product of their lengths.</summary>
    private const int MostWords = 400;

    /// <summary>Marks the words of each text that the other lacks.</summary>
    /// <returns>Both texts with the differing words in <c>mark</c> elements.</returns>
    public static (Markup Left, Markup Right) Of(string left, string right)
    {
        var (first, second) = (Words(left), Words(right));
        if (first.Length > MostWords || second.Length > MostWords)
        {
            return (Markup.Of($"{left}"), Markup.Of($"{right}"));
        }

        var (inFirst, inSecond) = Common(first, second);
        return (Mark(first, inFirst), Mark(second, inSecond));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (bool[] Left, bool[] Right) Common(string[] left, string[] right)
    {
        var lengths = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = Same(left[i], right[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var (inLeft, inRight) = (new bool[left.Length], new bool[right.Length]);
        for (int i = 0, j = 0; i < left.Length && j < right.Length;)
        {
            if (Same(left[i], right[j]))
            {
                inLeft[i++] = inRight[j++] = true;
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return (inLeft, inRight);
    }

    /// <summary>Case and the punctuation around a word do not make it another word.</summary>
    private static bool Same(string left, string right) =>
        string.Equals(left.Trim(Punctuation), right.Trim(Punctuation), StringComparison.OrdinalIgnoreCase);

    private static readonly char[] Punctuation = [.. ".,;:!?\"'()"];

    private static Markup Mark(string[] words, bool[] common)
    {
        var parts = new List<Markup>();
        for (var i = 0; i < words.Length;)
        {
            var end = i;
            while (end < words.Length && common[end] == common[i])
            {
                end++;
            }

            var run = string.Join(' ', words[i..end]);
            var space = end < words.Length ? " " : "";
            parts.Add(common[i] ? Markup.Of($"{run}{space}") : Markup.Of($"<mark>{run}</mark>{space}"));
            i = end;
        }

        return Markup.Join(parts);
    }
}
