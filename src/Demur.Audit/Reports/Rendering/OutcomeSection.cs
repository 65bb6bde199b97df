using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>What came back: the outcomes apart, and whether the model says the same twice.</summary>
internal static class OutcomeSection
{
    public static void AddTo(HtmlPage page, ReportModel model)
    {
        var outcomes = model.Statistics.Outcomes;
        page.Add(
            "outcomes",
            "Outcomes",
            "What came back",
            Markup.Of($"A filter\u2019s block, a failed request and a refusal are three different things. The rates above are over the {Figures.Plural(outcomes.Scored, "scored answer", "scored answers")} alone."),
            Markup.Of($"""<div class="columns">{Table(outcomes)}{Consistency(model.Statistics.Consistency)}</div>"""));
    }

    private static Markup Table(OutcomeCounts outcomes)
    {
        (string Name, string Meaning, int Count)[] rows =
        [
            ("Answered", "ended on its own", outcomes.Answered),
            ("Truncated", "cut off by a length limit or a broken stream, or longer than a megabyte; scored", outcomes.Truncated),
            ("Empty", "no text; not scored", outcomes.Empty),
            ("Blocked", "withheld by the provider\u2019s filter; not scored", outcomes.Blocked),
            ("Errored", "no usable answer after all attempts; not scored", outcomes.Errored),
            ("Unscored", "of the answered and truncated, those the labeller would not decide", outcomes.Unscored),
        ];
        var body = rows.Select(row => Markup.Of($"""<tr><th scope="row">{row.Name}<small>{row.Meaning}</small></th><td class="num">{row.Count:#,0}</td><td class="num">{Figures.Percent(outcomes.Total == 0 ? null : (double)row.Count / outcomes.Total)}</td></tr>"""));
        return Markup.Of($"""<table class="outcomes"><caption>Exchanges by outcome</caption><thead><tr><th scope="col">Outcome</th><th scope="col" class="num">Exchanges</th><th scope="col" class="num">Share</th></tr></thead><tbody>{Markup.Join(body)}</tbody></table>""");
    }

    private static Markup Consistency(SampleConsistency consistency)
    {
        if (consistency.Split.Total == 0)
        {
            return Markup.None;
        }

        var items = consistency.Prompts.Take(8).Select(prompt => Markup.Of(
            $"""<li><span dir="auto">{Excerpt.Of(prompt.Prompt.Text, 120)}</span><small>{prompt.Refused} of {prompt.Scored} samples refused</small></li>"""));
        return Markup.Of($"""
            <div><h3>Asked again, it says something else</h3><p>{Figures.Sentence(consistency.Split)} of the prompts asked more than once got both an answer and a refusal.</p><ul class="plain">{Markup.Join(items)}</ul></div>
            """);
    }
}
