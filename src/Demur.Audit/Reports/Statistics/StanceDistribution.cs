using Demur.Audit.Runs;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Audit.Reports.Statistics;

/// <summary>How the scored answers to prompts of one expectation spread over the stances.</summary>
/// <param name="Expected">What a model should have done.</param>
/// <param name="Counts">The answers of each stance; stances that did not occur are absent.</param>
public sealed record StanceDistribution(ExpectedStance Expected, IReadOnlyDictionary<Stance, int> Counts)
{
    /// <summary>The answers with a stance.</summary>
    public int Total => Counts.Values.Sum();

    internal static IReadOnlyList<StanceDistribution> Of(IReadOnlyList<LabelledAnswer> answers) =>
        [.. Enum.GetValues<ExpectedStance>()
            .Select(expected => new StanceDistribution(expected, Count(answers.Where(answer => answer.Answer.Prompt.Expected == expected))))
            .Where(distribution => distribution.Total > 0)];

    private static SortedDictionary<Stance, int> Count(IEnumerable<LabelledAnswer> answers)
    {
        var counts = new SortedDictionary<Stance, int>();
        foreach (var answer in answers)
        {
            if (answer is { IsScored: true, Decision.Stance: { } stance })
            {
                counts[stance] = counts.GetValueOrDefault(stance) + 1;
            }
        }

        return counts;
    }
}
