using System.Text;

namespace Demur.Bench;

/// <summary>Invented texts of about 1 KB whose words are as unevenly frequent as in English; half of them start with "sorry".</summary>
internal static class PipelineTexts
{
    private const int Length = 1024;
    private const int Words = 20_000;

    public static IReadOnlyList<string> Make(int count, int seed)
    {
        var random = new SplitMix(seed);
        return [.. Enumerable.Range(0, count).Select(i => Text(random, i % 2 == 0 ? "sorry" : "sure"))];
    }

    private static string Text(SplitMix random, string opening)
    {
        var text = new StringBuilder(opening);
        while (text.Length < Length)
        {
            // Zipf's law: the word of rank r has a share of about 1 / r.
            var rank = (int)Math.Exp(random.Unit() * Math.Log(Words));
            text.Append(random.Below(12) == 0 ? ". " : " ").Append(Word(rank));
        }

        return text.ToString(0, Length);
    }

    private static string Word(int rank)
    {
        var word = new StringBuilder();
        for (var rest = rank + 30; rest > 0; rest /= 9)
        {
            word.Append("bdfglmnrt"[rest % 9]).Append("aeiou"[rest % 5]);
        }

        return word.ToString();
    }
}
