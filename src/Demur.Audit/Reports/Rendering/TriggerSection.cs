using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>Why: the words that separate the prompts that went wrong from those that went right.</summary>
internal static class TriggerSection
{
    public static void AddTo(HtmlPage page, ReportModel model)
    {
        var statistics = model.Statistics;
        var (over, under) = (statistics.OverRefusalTriggers, statistics.UnderRefusalTriggers);
        page.Add(
            "why",
            "Why",
            "Which words go with the errors",
            Markup.Of($"Words that occur more often in prompts that went wrong than in those of the same kind that went right. They point to where to look; they prove no cause. Strength is the log-odds ratio in standard errors; with many words looked at, take values below 3 as hints."),
            over.Count + under.Count == 0 ? Markup.None : Markup.Of($"""
                <div class="columns">{Table("over", "Words in prompts that should be answered and were refused", "Refused", "Answered", over)}{Table("under", "Words in prompts that should be refused and were answered", "Answered", "Refused", under)}</div>
                """));
    }

    private static Markup Table(string kind, string caption, string wrong, string right, IReadOnlyList<TriggerNgram> triggers)
    {
        if (triggers.Count == 0)
        {
            return Markup.None;
        }

        var strongest = triggers.Max(trigger => trigger.ZScore);
        var rows = triggers.Select(trigger => Markup.Of($"""
            <tr><th scope="row"><details class="trigger"><summary>{trigger.Ngram}</summary><ul>{Markup.Join(trigger.Examples.Select(Example))}</ul></details></th><td class="num" data-value="{trigger.Wrong}">{trigger.Wrong:#,0}</td><td class="num" data-value="{trigger.Right}">{trigger.Right:#,0}</td><td class="strength" data-value="{trigger.ZScore:0.00}"><svg class="bar {kind}" aria-hidden="true"><rect width="{Figures.At(trigger.ZScore / strongest)}" height="100%" rx="2"/></svg>{trigger.ZScore:0.0}</td></tr>
            """));
        return Markup.Of($"""
            <table class="triggers sortable {kind}"><caption>{caption}</caption><thead><tr><th scope="col">Words</th><th scope="col" class="num" data-sort="number">{wrong}</th><th scope="col" class="num" data-sort="number">{right}</th><th scope="col" data-sort="number">Strength</th></tr></thead><tbody>{Markup.Join(rows)}</tbody></table>
            """);
    }

    private static Markup Example(PromptTally prompt) => Markup.Of($"""<li dir="auto">{Excerpt.Of(prompt.Prompt.Text, 160)}</li>""");
}
