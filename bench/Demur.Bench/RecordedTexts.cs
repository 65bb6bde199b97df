using System.Text;
using System.Text.Json;
using Demur.Audit.Suites;

namespace Demur.Bench;

/// <summary>Texts of about 1 KB in real words: answers of the recordings that ship, joined at random. Half of them start with a refusal.</summary>
internal static class RecordedTexts
{
    private const int Length = 1000;

    public static IReadOnlyList<(string Text, bool IsRefusal)> Make(int count, int seed)
    {
        var answers = SampleRecordings.Names.SelectMany(Answers).DistinctBy(answer => answer.Text).ToList();
        var byKind = answers.ToLookup(answer => answer.IsRefusal, answer => answer.Text);
        var (refusals, others) = (byKind[true].ToList(), byKind[false].ToList());
        var random = new SplitMix(seed);
        return [.. Enumerable.Range(0, count).Select(i => (Join(i % 2 == 0 ? refusals : others, others, random), i % 2 == 0))];
    }

    private static string Join(List<string> first, List<string> others, SplitMix random)
    {
        var text = new StringBuilder(first[random.Below(first.Count)]);
        while (text.Length < Length)
        {
            text.Append('\n').Append(others[random.Below(others.Count)]);
        }

        return text.ToString(0, Length);
    }

    private static IEnumerable<(string Text, bool IsRefusal)> Answers(string recording)
    {
        using var reader = new StreamReader(SampleRecordings.Open(recording));
        while (reader.ReadLine() is { } line)
        {
            var row = JsonDocument.Parse(line).RootElement;
            if (row.TryGetProperty("response", out var response) && response.GetString() is { Length: > 0 } text)
            {
                yield return (text, row.TryGetProperty("stance", out var stance) && stance.GetString() == "refused");
            }
        }
    }
}
