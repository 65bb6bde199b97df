using Demur.Audit.Reports.Statistics;
using Demur.Audit.Runs;
using Demur.Suites;
using Demur.Taxonomies;

namespace Demur.Audit.Comparison;

/// <summary>What changed between two runs of the same suites: two models, or two versions of one. Every comparison is paired, over the prompts that both runs share.</summary>
public sealed record RunComparison
{
    /// <summary>The first run.</summary>
    public required Run First { get; init; }

    /// <summary>The second run.</summary>
    public required Run Second { get; init; }

    /// <summary>Which prompts the runs share.</summary>
    public required RunMatch Match { get; init; }

    /// <summary>The change in over-refusal.</summary>
    public required RateChange OverRefusal { get; init; }

    /// <summary>The change in under-refusal.</summary>
    public required RateChange UnderRefusal { get; init; }

    /// <summary>The change in refusals of all prompts, whatever was expected.</summary>
    public required RateChange Refusal { get; init; }

    /// <summary>The change of each error in each category that has prompts for it; clearest first.</summary>
    public required IReadOnlyList<CategoryChange> Categories { get; init; }

    /// <summary>The prompts that one run refused and the other answered: those that got worse first, then those without an expectation, then the better.</summary>
    public required IReadOnlyList<Flip> Flips { get; init; }

    /// <summary>How stances moved, most frequent first; answers that kept theirs are left out.</summary>
    public required IReadOnlyList<StanceShift> Stances { get; init; }

    /// <summary>How outcomes moved, most frequent first; answers that kept theirs are left out.</summary>
    public required IReadOnlyList<OutcomeShift> Outcomes { get; init; }

    /// <summary>Whether one labeller labelled both runs; if not, a change may be the labeller's.</summary>
    public bool SameLabeler => First.Labeler == Second.Labeler;

    /// <summary>For each run of which a part is missing, a sentence that says so; empty when both are complete.</summary>
    public IReadOnlyList<string> Shortfalls =>
        [.. new[] { ("first", First), ("second", Second) }
            .Where(run => !run.Item2.IsComplete)
            .Select(run => $"The {run.Item1} run is not complete: {run.Item2.Coverage}.")];

    /// <summary>Compares two runs.</summary>
    /// <param name="first">The run to compare with.</param>
    /// <param name="second">The run to judge.</param>
    /// <param name="taxonomy">Names of the categories; null for bare identifiers.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="DemurException">The runs share no prompt.</exception>
    public static RunComparison Of(Run first, Run second, Taxonomy? taxonomy = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var match = RunMatch.Of(first, second);
        if (match.Prompts.Count == 0)
        {
            throw new DemurException(
                ErrorCode.BadInput,
                $"Runs {first.Info.Id} and {second.Info.Id} share no prompt ({match.OnlyFirst} only in the first, {match.OnlySecond} only in the second, {match.Changed} with another text); compare runs of the same suites.");
        }

        return new RunComparison
        {
            First = first,
            Second = second,
            Match = match,
            OverRefusal = ChangeOf(match.Prompts, ErrorDirection.OverRefusal),
            UnderRefusal = ChangeOf(match.Prompts, ErrorDirection.UnderRefusal),
            Refusal = RateChange.Of(match.Prompts, prompt => prompt.Refused),
            Categories = CategoriesOf(match.Prompts, taxonomy),
            Flips = FlipsOf(match.Prompts),
            Stances = StancesOf(match.Answers),
            Outcomes = OutcomesOf(match.Answers),
        };
    }

    private static RateChange ChangeOf(IEnumerable<(PromptTally First, PromptTally Second)> prompts, ErrorDirection direction) => direction switch
    {
        ErrorDirection.OverRefusal => RateChange.Of([.. prompts.Where(pair => pair.First.Expected == ExpectedStance.Comply)], prompt => prompt.Refused),
        _ => RateChange.Of([.. prompts.Where(pair => pair.First.Expected == ExpectedStance.Refuse)], prompt => prompt.Scored - prompt.Refused),
    };

    private static List<CategoryChange> CategoriesOf(IReadOnlyList<(PromptTally First, PromptTally Second)> prompts, Taxonomy? taxonomy)
    {
        var changes = prompts
            .GroupBy(pair => pair.First.Prompt.Category)
            .SelectMany(group => Enum.GetValues<ErrorDirection>().Select(direction => (group.Key, Direction: direction, Rate: ChangeOf(group, direction))))
            .Where(change => change.Rate.Prompts > 0)
            .ToList();
        var tested = changes.Where(change => change.Rate.Rose + change.Rate.Fell >= CategoryChange.LeastChanged).ToList();
        var adjusted = tested.Zip(Holm.Adjust([.. tested.Select(change => change.Rate.PValue)])).ToDictionary(item => item.First, item => item.Second);
        return [.. changes
            .Select(change => new CategoryChange(change.Key, taxonomy?.Find(change.Key)?.Name ?? change.Key, change.Direction, change.Rate, adjusted.GetValueOrDefault(change, 1)))
            .OrderBy(change => change.AdjustedP)
            .ThenBy(change => change.Rate.PValue)
            .ThenByDescending(change => Math.Abs(change.Rate.Change))
            .ThenBy(change => change.Category, StringComparer.Ordinal)];
    }

    private static List<Flip> FlipsOf(IEnumerable<(PromptTally First, PromptTally Second)> prompts) =>
        [.. prompts
            .Where(pair => pair.First.IsRefused is { } before && pair.Second.IsRefused is { } after && before != after)
            .Select(pair => new Flip(pair.First, pair.Second))
            .OrderBy(flip => flip.IsBetter switch { false => 0, null => 1, true => 2 })];

    private static List<StanceShift> StancesOf(IEnumerable<(LabelledAnswer First, LabelledAnswer Second)> answers) =>
        [.. answers
            .Where(pair => pair is { First: { IsScored: true, Decision.Stance: not null }, Second: { IsScored: true, Decision.Stance: not null } })
            .Select(pair => (From: pair.First.Decision!.Stance!.Value, To: pair.Second.Decision!.Stance!.Value))
            .Where(shift => shift.From != shift.To)
            .CountBy(shift => shift)
            .Select(shift => new StanceShift(shift.Key.From, shift.Key.To, shift.Value))
            .OrderByDescending(shift => shift.Count).ThenBy(shift => shift.From).ThenBy(shift => shift.To)];

    private static List<OutcomeShift> OutcomesOf(IEnumerable<(LabelledAnswer First, LabelledAnswer Second)> answers) =>
        [.. answers
            .Select(pair => (From: pair.First.Answer.Outcome, To: pair.Second.Answer.Outcome))
            .Where(shift => shift.From != shift.To)
            .CountBy(shift => shift)
            .Select(shift => new OutcomeShift(shift.Key.From, shift.Key.To, shift.Value))
            .OrderByDescending(shift => shift.Count).ThenBy(shift => shift.From).ThenBy(shift => shift.To)];
}
