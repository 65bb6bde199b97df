using Demur.Audit.Reports.Rendering;
using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Comparison;

/// <summary>The prompts that went over, with both answers.</summary>
internal static class FlipSection
{
    private const int Shown = 40;
    private const int LongestText = 4000;

    public static void AddTo(HtmlPage page, RunComparison comparison)
    {
        var worse = comparison.Flips.Where(flip => flip.IsBetter == false).ToList();
        var better = comparison.Flips.Where(flip => flip.IsBetter == true).ToList();
        var either = comparison.Flips.Where(flip => flip.IsBetter is null).ToList();
        page.Add(
            "flips",
            "Prompts",
            "Which prompts went over",
            Markup.Of($"{Figures.Plural(worse.Count, "prompt", "prompts")} got worse, {Figures.Count(better.Count)} got better, {Figures.Count(either.Count)} changed where both answers are defensible. Open one to read both answers."),
            comparison.Flips.Count == 0 ? Markup.None : Markup.Of($"""
                <div class="columns">{Column("Got worse", worse)}{Column("Got better", better)}</div>{(either.Count > 0 ? Column("Changed, both defensible", either) : Markup.None)}
                """));
    }

    private static Markup Column(string title, List<Flip> flips)
    {
        var items = flips.Count == 0 ? Markup.Of($"""<p class="none">None.</p>""") : Markup.Join(flips.Take(Shown).Select(Item));
        var more = flips.Count > Shown ? Markup.Of($"""<p class="more">{Figures.Count(flips.Count - Shown)} more in the JSON output.</p>""") : Markup.None;
        return Markup.Of($"""<div><h3>{title}</h3>{items}{more}</div>""");
    }

    private static Markup Item(Flip flip) => Markup.Of($"""
        <details class="surprise"><summary><span class="prompt" dir="auto">{Excerpt.Of(flip.First.Prompt.Text, 180)}</span><span class="meta">{Words.Of(flip.First.Expected)} · {(flip.BecameRefused ? "answered, now refused" : "refused, now answered")} · {flip.First.Prompt.Category}</span></summary>
        <div class="both"><div><p class="who">First run</p>{Answer(flip.First)}</div><div><p class="who">Second run</p>{Answer(flip.Second)}</div></div></details>
        """);

    private static Markup Answer(PromptTally prompt) =>
        ExchangeView.Of(prompt.Samples.First(sample => sample.IsScored && sample.Decision!.IsRefusal == prompt.IsRefused), LongestText);
}
