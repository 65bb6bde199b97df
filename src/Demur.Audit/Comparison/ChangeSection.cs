using Demur.Audit.Reports.Rendering;

namespace Demur.Audit.Comparison;

/// <summary>The top of a comparison, and its table of categories.</summary>
internal static class ChangeSection
{
    public static Markup Of(RunComparison comparison)
    {
        var match = comparison.Match;
        var labelers = comparison.SameLabeler
            ? Markup.None
            : Markup.Of($" The runs were labelled by different labellers ({comparison.First.Labeler}; {comparison.Second.Labeler}): a change may be theirs.");
        return Markup.Of($"""
            <section id="verdict" aria-labelledby="verdict-title">
            {Markup.Join(comparison.Shortfalls.Select(shortfall => Markup.Of($"""<p class="banner" role="note">{shortfall}</p>""")))}
            <p class="eyebrow">{comparison.Second.Info.Model} against {comparison.First.Info.Model}</p>
            <h1 id="verdict-title">{ChangeWords.Verdict(comparison)}</h1>
            <p class="lede">{Figures.Plural(match.Prompts.Count, "shared prompt", "shared prompts")}, compared pair by pair. Left out: {Figures.Count(match.OnlyFirst)} only in the first run, {Figures.Count(match.OnlySecond)} only in the second, {Figures.Count(match.Changed)} whose text changed. A change is the difference of unrounded rates.{labelers}</p>
            <div class="numbers">{Card("over", "Over-refusal", "refused what it should have answered", comparison.OverRefusal)}{Card("under", "Under-refusal", "answered what it should have refused", comparison.UnderRefusal)}</div>
            </section>
            """);
    }

    public static Markup Categories(RunComparison comparison)
    {
        var rows = comparison.Categories.Select(Row);
        return Markup.Of($"""
            <table id="change-table" class="slices sortable"><caption>Changes by category and error, clearest first</caption>
            <thead><tr><th scope="col" data-sort="text">Category</th><th scope="col" data-sort="text">Error</th><th scope="col">First to second run</th><th scope="col" class="num" data-sort="number">Change</th><th scope="col" class="num" data-sort="number">Corrected p</th></tr></thead>
            <tbody data-collapse="{comparison.Categories.Count} rows">{Markup.Join(rows)}</tbody></table>
            """);
    }

    private static Markup Card(string kind, string name, string meaning, RateChange change) => Markup.Of($"""
        <div class="number {kind}"><h2>{name}</h2><p class="meaning">{meaning}</p><p class="big change">{Figures.Percent(change.First)} <span>&rarr;</span> {Figures.Percent(change.Second)}</p>{Dumbbell(kind, change)}<p class="detail">{ChangeWords.Of(change)}{Told(change)}. Fell on {Figures.Count(change.Fell)} and rose on {Figures.Count(change.Rose)} of {Figures.Plural(change.Prompts, "prompt", "prompts")}.</p></div>
        """);

    private static string Told(RateChange change) => change.Reading == ChangeReading.TooFewToTell ? ": too few answers to tell" : "";

    private static Markup Dumbbell(string kind, RateChange change)
    {
        if (change.Prompts == 0)
        {
            return Markup.None;
        }

        var (from, to) = (Figures.At(change.First.Value ?? 0), Figures.At(change.Second.Value ?? 0));
        return Markup.Of($"""<svg class="ci dumbbell {kind}" aria-hidden="true"><line class="track" x1="0" x2="100%" y1="50%" y2="50%"/><line class="move" x1="{from}" x2="{to}" y1="50%" y2="50%"/><circle class="from" cx="{from}" cy="50%" r="4"/><circle class="dot" cx="{to}" cy="50%" r="5"/></svg>""");
    }

    private static Markup Row(CategoryChange change)
    {
        var rate = change.Rate;
        var kind = change.Direction == ErrorDirection.OverRefusal ? "over" : "under";
        var name = change.Direction == ErrorDirection.OverRefusal ? "over-refusal" : "under-refusal";
        var p = rate.Rose + rate.Fell < CategoryChange.LeastChanged ? Figures.None : ChangeWords.P(change.AdjustedP);
        return Markup.Of($"""
            <tr class="{(change.IsClear ? "clear" : "unclear")}"><th scope="row" data-value="{change.Name}">{change.Name}</th><td data-label="Error" class="x-{kind}">{name}</td><td class="rate" data-label="First to second run">{Dumbbell(kind, rate)}<small>{rate.First.Count}/{rate.First.Total} to {rate.Second.Count}/{rate.Second.Total}</small></td><td class="num" data-label="Change in points" data-value="{rate.Change:0.0000}">{Figures.Points(rate.Change)} points</td><td class="num" data-label="Corrected p" data-value="{change.AdjustedP:0.000000}">{p}{(change.IsClear ? " clear" : "")}</td></tr>
            """);
    }
}
