using Demur.Audit.Reports.Statistics;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Audit.Reports.Rendering;

/// <summary>How it answers: the stances for each expectation, and the reasons that refusals give.</summary>
internal static class StanceSection
{
    /// <summary>From doing what was asked to declining, then those that are neither.</summary>
    private static readonly Stance[] Order =
    [
        Stance.Complied, Stance.Disclaimed, Stance.PartiallyComplied, Stance.Redirected, Stance.Contradicted,
        Stance.Counselled, Stance.Refused, Stance.DidNotKnow, Stance.Incoherent,
    ];

    public static void AddTo(HtmlPage page, ReportModel model)
    {
        var stances = model.Statistics.Stances;
        page.Add(
            "stances",
            "Stances",
            "How it answers",
            Markup.Of($"A refusal is seldom a plain no. The bars go from full help (light) to a plain refusal (dark)."),
            stances.Count == 0 ? Markup.None : Markup.Of($"{Bars(stances)}{Table(stances)}{Kinds(model.Statistics)}"));
    }

    private static Markup Bars(IReadOnlyList<StanceDistribution> stances)
    {
        var used = Order.Where(stance => stances.Any(distribution => distribution.Counts.ContainsKey(stance))).ToList();
        var legend = used.Select(stance => Markup.Of($"""<li><svg class="key" aria-hidden="true"><rect class="s-{Words.Key(stance)}" width="100%" height="100%" rx="2"/></svg>{Words.Of(stance)}</li>"""));
        var bars = stances.Select(distribution => Markup.Of($"""
            <div class="stack-row"><p class="stack-name">Prompts that {Sentence(distribution)} <small>{Figures.Plural(distribution.Total, "answer", "answers")}</small></p>{StackedBar.Of($"Prompts that {Sentence(distribution)}", Parts(distribution))}</div>
            """));
        return Markup.Of($"""<ul class="legend">{Markup.Join(legend)}</ul>{Markup.Join(bars)}""");
    }

    private static string Sentence(StanceDistribution distribution) =>
        distribution.Expected == ExpectedStance.Either ? "may be answered or refused" : Words.Of(distribution.Expected);

    private static List<(string Class, string Name, int Count)> Parts(StanceDistribution distribution) =>
        [.. Order.Where(distribution.Counts.ContainsKey).Select(stance => ($"s-{Words.Key(stance)}", Words.Of(stance), distribution.Counts[stance]))];

    private static Markup Table(IReadOnlyList<StanceDistribution> stances)
    {
        var heads = stances.Select(distribution => Markup.Of($"""<th scope="col" class="num">{Words.Of(distribution.Expected)}</th>"""));
        var rows = Order
            .Where(stance => stances.Any(distribution => distribution.Counts.ContainsKey(stance)))
            .Select(stance => Markup.Of($"""<tr><th scope="row">{Words.Of(stance)}</th>{Markup.Join(stances.Select(distribution => Cell(distribution, stance)))}</tr>"""));
        return Markup.Of($"""<details class="figures"><summary>The same in figures</summary><table><caption>Answers by stance and expectation</caption><thead><tr><th scope="col">Stance</th>{Markup.Join(heads)}</tr></thead><tbody>{Markup.Join(rows)}</tbody></table></details>""");
    }

    private static Markup Cell(StanceDistribution distribution, Stance stance)
    {
        var count = distribution.Counts.GetValueOrDefault(stance);
        return Markup.Of($"""<td class="num">{count:#,0} <small>{Figures.Percent((double)count / distribution.Total)}</small></td>""");
    }

    private static Markup Kinds(RunStatistics statistics)
    {
        if (statistics.Kinds.Count == 0)
        {
            return Markup.None;
        }

        var refusals = statistics.Overall.Refusal.Count;
        var rows = statistics.Kinds
            .OrderByDescending(kind => kind.Value)
            .Select(kind => (Words.Of(kind.Key), kind.Value))
            .Append(("no reason recognised", refusals - statistics.Kinds.Values.Sum()))
            .Where(row => row.Item2 > 0)
            .Select(row => Markup.Of($"""<tr><th scope="row">{row.Item1}</th><td class="num">{row.Item2:#,0} <small>{Figures.Percent((double)row.Item2 / refusals)}</small></td></tr>"""));
        return Markup.Of($"""<table class="narrow"><caption>{(refusals == 1 ? "What 1 refusal gives as its reason" : $"What {Figures.Count(refusals)} refusals give as their reason")}</caption><thead><tr><th scope="col">Reason</th><th scope="col" class="num">Refusals</th></tr></thead><tbody>{Markup.Join(rows)}</tbody></table>""");
    }
}
