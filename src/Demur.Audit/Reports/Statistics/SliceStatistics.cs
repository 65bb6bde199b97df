using Demur.Audit.Runs;

namespace Demur.Audit.Reports.Statistics;

/// <summary>The rates and outcomes of a part of a run: a suite, a category or a group of categories.</summary>
public sealed record SliceStatistics
{
    /// <summary>The part's identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The name a person reads; the identifier when the taxonomy does not know it.</summary>
    public required string Name { get; init; }

    /// <summary>The group that the part belongs to; null when there is none.</summary>
    public string? Group { get; init; }

    /// <summary>The prompts in this part.</summary>
    public required int Prompts { get; init; }

    /// <summary>The rates of both errors.</summary>
    public required RefusalRates Rates { get; init; }

    /// <summary>What came back.</summary>
    public required OutcomeCounts Outcomes { get; init; }

    /// <summary>The errors in both directions among the scored answers.</summary>
    public int Errors => Rates.OverRefusal.Count + Rates.UnderRefusal.Count;

    internal static SliceStatistics Of(string id, string name, string? group, IReadOnlyList<LabelledAnswer> answers) => new()
    {
        Id = id,
        Name = name,
        Group = group,
        Prompts = answers.Select(answer => (answer.Answer.Suite, answer.Answer.Prompt.Id)).Distinct().Count(),
        Rates = RefusalRates.Of(answers),
        Outcomes = OutcomeCounts.Of(answers),
    };
}
