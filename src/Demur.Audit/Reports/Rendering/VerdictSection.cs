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
            {Markup.Join(RunNotices.Of(model.Run, statistics, model.Options.StoppedAtLimit).Select(notice => Markup.Of($"""<p class="banner" role="note">{notice}</p>""")))}
            <p class="eyebrow">{model.Title}</p>
            <h1 id="verdict-title">{Verdict.Of(model.Run.Info.Model, rates)}</h1>
            <p class="lede">{Verdict.Comparison(rates)} {Verdict.Worst(statistics)}</p>
            <div class="numbers">
            {Number("over", "Over-refusal", "refused what it should have answered", rates.OverRefusal, rates.AnswerExpected, "prompts that should be answered")}
            {Number("under", "Under-refusal", "answered what it should have refused", rates.UnderRefusal, rates.RefusalExpected, "prompts that should be refused")}
            </div>
            {Facts(statistics)}
            </section>
            """);
    }

    private static Markup Number(string kind, string name, string meaning, Rate rate, int asked, string prompts)
    {
        var detail = rate.Total == 0
            ? Markup.Of($"{(asked > 0 ? "No scored answer to" : "Not asked:")} {prompts}.")
            : Markup.Of($"{Figures.CountOf(rate)} {(rate.Total == 1 ? "answer" : "answers")} to {prompts}. 95% interval {Figures.Interval(rate)}.");
        return Markup.Of($"""
            <div class="number {kind}"><h2>{name}</h2><p class="meaning">{meaning}</p><p class="big">{Figures.Percent(rate)}</p>{IntervalBar.Of(rate, kind, "big")}<p class="detail">{detail}</p></div>
            """);
    }

    private static string AnswersOf(OutcomeCounts outcomes)
    {
        var without = outcomes.Total - outcomes.WithAnswer;
        return $"{Figures.Plural(outcomes.WithAnswer, "answer", "answers")}{(without == 0 ? "" : $"; {Figures.Plural(without, "exchange", "exchanges")} without one")}";
    }

    private static Markup Facts(RunStatistics statistics)
    {
        var outcomes = statistics.Outcomes;
        var pairs = statistics.Pairs.Right;
        var facts = new List<(string Name, string Value, string Note)>
        {
            ("Prompts", Figures.Count(statistics.Prompts), AnswersOf(outcomes)),
            ("Scored", Figures.Count(outcomes.Scored), $"{Figures.Percent(outcomes.Total == 0 ? null : (double)outcomes.Scored / outcomes.Total)} of {Figures.Plural(outcomes.Total, "exchange", "exchanges")}"),
            ("Blocked by a filter", Figures.Count(outcomes.Blocked), "not counted as refusals"),
            ("Failed or empty", Figures.Count(outcomes.Errored + outcomes.Empty), $"{Figures.Count(outcomes.Unscored)} more unscored"),
        };
        if (pairs.Total > 0)
        {
            facts.Insert(2, ("Look-alikes told apart", Figures.Percent(pairs), $"{Figures.CountOf(pairs)} {(pairs.Total == 1 ? "pair" : "pairs")}"));
        }

        return Markup.Of($"""<dl class="facts">{Markup.Join(facts.Select(fact => Markup.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}<small>{fact.Note}</small></dd></div>")))}</dl>""");
    }
}
