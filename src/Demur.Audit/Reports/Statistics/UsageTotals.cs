using Demur.Audit.Runs;

namespace Demur.Audit.Reports.Statistics;

/// <summary>What a run took. A total is null when no answer states it, so that unknown never reads as free.</summary>
/// <param name="Requests">Requests sent, retries included; 0 for recordings.</param>
/// <param name="InputTokens">Tokens of the prompts.</param>
/// <param name="OutputTokens">Tokens of the answers.</param>
/// <param name="Cost">US dollars.</param>
/// <param name="Priced">The answers whose cost is known.</param>
public sealed record UsageTotals(long Requests, long? InputTokens, long? OutputTokens, decimal? Cost, int Priced)
{
    /// <summary>The answers whose cost was estimated from the length of the texts, because the endpoint did not count their tokens.</summary>
    public int Estimated { get; init; }

    internal static UsageTotals Of(IReadOnlyList<LabelledAnswer> answers)
    {
        var costs = answers.Select(answer => answer.Answer.Cost).OfType<decimal>().ToList();
        return new UsageTotals(
            answers.Sum(answer => (long)answer.Answer.Attempts),
            Total(answers.Select(answer => answer.Answer.InputTokens)),
            Total(answers.Select(answer => answer.Answer.OutputTokens)),
            costs.Count == 0 ? null : costs.Sum(),
            costs.Count)
        {
            Estimated = answers.Count(answer => answer.Answer is { Cost: not null } and ({ InputTokens: null } or { OutputTokens: null })),
        };
    }

    private static long? Total(IEnumerable<long?> values)
    {
        var known = values.OfType<long>().ToList();
        return known.Count == 0 ? null : known.Sum();
    }
}
