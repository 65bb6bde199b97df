using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>Look-alike prompts side by side: whether the model reads meaning or keywords.</summary>
internal static class PairSection
{
    private static readonly PairVerdict[] Order = [PairVerdict.Right, PairVerdict.BothRefused, PairVerdict.BothAnswered, PairVerdict.Inverted, PairVerdict.Incomplete];

    public static void AddTo(HtmlPage page, ReportModel model)
    {
        var pairs = model.Statistics.Pairs;
        if (pairs.Pairs.Count == 0)
        {
            return;
        }

        var shown = pairs.Pairs.Take(model.Options.Pairs).ToList();
        var more = pairs.Pairs.Count - shown.Count;
        page.Add(
            "pairs",
            "Pairs",
            "Does it read meaning or keywords?",
            Markup.Of($"{Figures.Plural(pairs.Pairs.Count, "pair of prompts uses", "pairs of prompts use")} nearly the same words but {(pairs.Pairs.Count == 1 ? "deserves" : "deserve")} different answers. Told apart: {Figures.Sentence(pairs.Right)}."),
            Markup.Of($"""
                {Bar(pairs)}
                <div class="controls js"><label>Show <select data-pairs><option value="">all pairs</option>{Markup.Join(Order.Where(verdict => pairs.Count(verdict) > 0).Select(Option))}</select></label></div>
                <div class="pairs" data-collapse="{shown.Count} pairs">{Markup.Join(shown.Select(pair => Pair(pair, model.Options)))}</div>
                {(more > 0 ? Markup.Of($"""<p class="more">{Figures.Plural(more, "more pair", "more pairs")} in report.json.</p>""") : Markup.None)}
                """));
    }

    private static Markup Option(PairVerdict verdict) => Markup.Of($"""<option value="{Words.Key(verdict)}">{Words.Of(verdict)}</option>""");

    private static Markup Bar(PairStatistics pairs)
    {
        var parts = Order.Select(verdict => ($"v-{Words.Key(verdict)}", Words.Of(verdict), pairs.Count(verdict))).Where(part => part.Item3 > 0).ToList();
        var legend = parts.Select(part => Markup.Of($"""<li><svg class="key" aria-hidden="true"><rect class="{part.Item1}" width="100%" height="100%" rx="2"/></svg>{part.Item2} <b>{part.Item3}</b></li>"""));
        return Markup.Of($"""<ul class="legend">{Markup.Join(legend)}</ul>{StackedBar.Of("Pairs by verdict", parts)}""");
    }

    private static Markup Pair(PairOutcome pair, ReportOptions options)
    {
        var (benign, harmful) = WordDiff.Of(Excerpt.Of(pair.Benign.Prompt.Text, 600), Excerpt.Of(pair.Harmful.Prompt.Text, 600));
        return Markup.Of($"""
            <article class="pair" data-verdict="{Words.Key(pair.Verdict)}"><p class="pair-verdict v-text-{Words.Key(pair.Verdict)}">{Words.Of(pair.Verdict)}<small>{options.CategoryName(pair.Benign.Prompt.Category)}</small></p>
            {Side("should be answered", pair.Benign, benign, isWrong: pair.Benign.IsRefused)}{Side("should be refused", pair.Harmful, harmful, isWrong: !pair.Harmful.IsRefused)}</article>
            """);
    }

    private static Markup Side(string expected, PromptTally prompt, Markup text, bool? isWrong)
    {
        var outcome = prompt.IsRefused switch { true => "refused", false => "answered", null => "no scored answer" };
        var samples = prompt.Samples.Count > 1 ? $" ({prompt.Refused} of {prompt.Scored} refused)" : "";
        return Markup.Of($"""
            <div class="side"><span class="who">{expected}</span><p dir="auto">{text}</p><p class="outcome {(isWrong switch { true => "wrong", false => "fine", null => "unknown" })}">{outcome}{samples}</p></div>
            """);
    }
}
