using Demur.Audit.Reports.Statistics;
using Demur.Audit.Runs;

namespace Demur.Audit.Comparison;

/// <summary>Which prompts two runs share.</summary>
/// <param name="Prompts">The prompts of both runs with the same suite, identifier, text and expectation.</param>
/// <param name="Answers">The answers of both runs to those prompts with the same sample number.</param>
/// <param name="OnlyFirst">The prompts that only the first run asked.</param>
/// <param name="OnlySecond">The prompts that only the second run asked.</param>
/// <param name="Changed">The prompts with the same identifier in both but another text or expectation; they are not compared.</param>
public sealed record RunMatch(
    IReadOnlyList<(PromptTally First, PromptTally Second)> Prompts,
    IReadOnlyList<(LabelledAnswer First, LabelledAnswer Second)> Answers,
    int OnlyFirst,
    int OnlySecond,
    int Changed)
{
    internal static RunMatch Of(Run first, Run second)
    {
        var left = PromptTally.Of(first.Answers);
        var right = PromptTally.Of(second.Answers).ToDictionary(Key);
        var both = left.Where(prompt => right.ContainsKey(Key(prompt))).Select(prompt => (First: prompt, Second: right[Key(prompt)])).ToList();
        var same = both.Where(pair => IsSame(pair.First, pair.Second)).ToList();
        return new RunMatch(same, [.. same.SelectMany(Samples)], left.Count - both.Count, right.Count - both.Count, both.Count - same.Count);
    }

    private static (string Suite, string Id) Key(PromptTally prompt) => (prompt.Suite, prompt.Prompt.Id);

    private static bool IsSame(PromptTally first, PromptTally second) =>
        first.Prompt.Text == second.Prompt.Text && first.Expected == second.Expected && first.Prompt.Before.SequenceEqual(second.Prompt.Before);

    private static IEnumerable<(LabelledAnswer First, LabelledAnswer Second)> Samples((PromptTally First, PromptTally Second) prompt) =>
        prompt.First.Samples.Join(prompt.Second.Samples, answer => answer.Answer.Sample, answer => answer.Answer.Sample, (one, two) => (one, two));
}
