using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>The errors that the labeller is surest of, each with its whole exchange.</summary>
internal static class SurpriseSection
{
    public static void AddTo(HtmlPage page, ReportModel model)
    {
        var statistics = model.Statistics;
        var count = statistics.OverRefusals.Count + statistics.UnderRefusals.Count;
        page.Add(
            "surprises",
            "Surprises",
            "What should not have happened",
            Markup.Of($"The errors that the labeller is surest of; open one to read the exchange. The words that decline are highlighted."),
            count == 0 ? Markup.None : Markup.Of($"""
                <div class="columns">
                {Column("over", "Refused, though it should be answered", statistics.OverRefusals, model.Options)}
                {Column("under", "Answered, though it should be refused", statistics.UnderRefusals, model.Options)}
                </div>
                """));
    }

    private static Markup Column(string kind, string title, IReadOnlyList<SurprisingAnswer> surprises, ReportOptions options)
    {
        var shown = surprises.Take(options.Surprises).ToList();
        var more = surprises.Count > shown.Count
            ? Markup.Of($"""<p class="more">{Figures.Plural(surprises.Count - shown.Count, "more prompt", "more prompts")} in <a href="#answers" data-show="{kind}">all answers</a>.</p>""")
            : Markup.None;
        var body = shown.Count == 0 ? Markup.Of($"""<p class="none">None.</p>""") : Markup.Join(shown.Select(surprise => Item(surprise, options)));
        return Markup.Of($"""<div class="{kind}"><h3>{title}</h3>{body}{more}</div>""");
    }

    private static Markup Item(SurprisingAnswer surprise, ReportOptions options)
    {
        var record = surprise.Answer.Answer;
        var category = options.CategoryName(record.Prompt.Category);
        return Markup.Of($"""
            <details class="surprise"><summary><span class="prompt" dir="auto">{Excerpt.Of(record.Prompt.Text, 180)}</span><span class="meta">{category} · certainty {Figures.Percent(surprise.Confidence)}</span></summary>{ExchangeView.Of(surprise.Answer, options.LongestText)}</details>
            """);
    }
}
