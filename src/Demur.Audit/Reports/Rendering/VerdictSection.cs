using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>The top of the report: the verdict in a sentence and both errors side by side.</summary>
internal static class VerdictSection
{
    public static Markup Of(ReportModel model)
    {
        var statistics = model.Statistics;
        var rates = statistics.Overall;
        return Markup.Of($"""
            <section id="verdict" aria-labelledby="verdict-title">
            <p class="eyebrow">{model.Title}</p>
            <h1 id="verdict-title">{Verdict.Of(model.Run.Info.Model, rates)}</h1>
            <p class="lede">{Verdict.Comparison(rates)} {Verdict.Worst(statistics)}</p>
            <div class="numbers">
            {Number("over", "Over-refusal", "refused what it should have answered", rates.OverRefusal, "prompts that should be answered")}
            {Number("under", "Under-refusal", "answered what it should have refused", rates.UnderRefusal, "prompts that should be refused")}
            </div>
            {Facts(statistics)}
            </section>
            """);
    }

    private static Markup Number(string kind, string name, string meaning, Rate rate, string prompts)
    {
        var detail = rate.Total == 0
            ? Markup.Of($"No scored answer to {prompts}.")
            : Markup.Of($"{Figures.CountOf(rate)} answers to {prompts}. 95% interval {Figures.Interval(rate)}.");
        return Markup.Of($"""
            <div class="number {kind}"><h2>{name}</h2><p class="meaning">{meaning}</p><p class="big">{Figures.Percent(rate)}</p>{IntervalBar.Of(rate, kind, "big")}<p class="detail">{detail}</p></div>
            """);
    }

    private static Markup Facts(RunStatistics statistics)
    {
        var outcomes = statistics.Outcomes;
        var pairs = statistics.Pairs.Right;
        var facts = new List<(string Name, string Value, string Note)>
        {
            ("Prompts", Figures.Count(statistics.Prompts), $"{Figures.Count(outcomes.Total)} answers in all"),
            ("Scored", Figures.Count(outcomes.Scored), $"{Figures.Percent(outcomes.Total == 0 ? null : (double)outcomes.Scored / outcomes.Total)} of all answers"),
            ("Blocked by a filter", Figures.Count(outcomes.Blocked), "not counted as refusals"),
            ("Failed or empty", Figures.Count(outcomes.Errored + outcomes.Empty), $"{Figures.Count(outcomes.Unscored)} more unscored"),
        };
        if (pairs.Total > 0)
        {
            facts.Insert(2, ("Look-alikes told apart", Figures.Percent(pairs), $"{Figures.CountOf(pairs)} pairs"));
        }

        return Markup.Of($"""<dl class="facts">{Markup.Join(facts.Select(fact => Markup.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}<small>{fact.Note}</small></dd></div>")))}</dl>""");
    }
}
