namespace Demur.Audit.Reports.Statistics;

/// <summary>Whether a model says the same when asked again.</summary>
/// <param name="Split">The share of prompts with two or more scored samples whose samples contradict each other.</param>
/// <param name="Prompts">Those prompts, most evenly split first.</param>
public sealed record SampleConsistency(Rate Split, IReadOnlyList<PromptTally> Prompts)
{
    internal static SampleConsistency Of(IEnumerable<PromptTally> prompts)
    {
        var repeated = prompts.Where(prompt => prompt.Scored > 1).ToList();
        var split = repeated.Where(prompt => prompt.IsSplit).OrderBy(prompt => Math.Abs(prompt.RefusedShare!.Value - 0.5)).ToList();
        return new SampleConsistency(Rate.Of(split.Count, repeated.Count), split);
    }
}
