using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>What the run took: time, tokens, money.</summary>
internal static class CostSection
{
    public static void AddTo(HtmlPage page, ReportModel model)
    {
        var (latency, usage) = (model.Statistics.Latency, model.Statistics.Usage);
        var facts = Facts(usage, model.Statistics.Outcomes.Total).ToList();
        if (latency is null && facts.Count == 0)
        {
            return;
        }

        page.Add(
            "cost",
            "Cost",
            "What it took",
            latency is null ? Markup.Of($"The answers carry no times.") : Markup.Of($"Half of the answers came within {Figures.Seconds(latency.P50)}, 95% within {Figures.Seconds(latency.P95)}."),
            Markup.Of($"""<div class="columns">{(latency is null ? Markup.None : Times(latency))}{List(facts)}</div>"""));
    }

    private static Markup List(List<(string Name, string Value, string Note)> facts) => facts.Count == 0
        ? Markup.None
        : Markup.Of($"""<dl class="facts">{Markup.Join(facts.Select(fact => Markup.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}<small>{fact.Note}</small></dd></div>")))}</dl>""");

    private static IEnumerable<(string Name, string Value, string Note)> Facts(UsageTotals usage, int exchanges)
    {
        if (usage.Requests > 0)
        {
            yield return ("Requests", Figures.Count(usage.Requests), $"{Figures.Count(Math.Max(0, usage.Requests - exchanges))} of them retries");
        }

        if (usage.InputTokens is { } input)
        {
            yield return ("Prompt tokens", Figures.Count(input), "as the endpoint counts");
        }

        if (usage.OutputTokens is { } output)
        {
            yield return ("Answer tokens", Figures.Count(output), "as the endpoint counts");
        }

        if (usage.Cost is { } cost)
        {
            yield return ("Cost", $"{(usage.Estimated > 0 ? "about " : "")}{Figures.Dollars(cost)}", CostNote(usage, cost, exchanges));
        }
    }

    private static string CostNote(UsageTotals usage, decimal cost, int exchanges)
    {
        var note = usage.Priced < exchanges ? $"known for {Figures.Count(usage.Priced)} of {Figures.Plural(exchanges, "exchange", "exchanges")}" : $"{Figures.Dollars(cost / usage.Priced)} an exchange";
        return usage.Estimated == 0 ? note : $"{note}; estimated from the length of the texts for {Figures.Count(usage.Estimated)}, whose tokens the endpoint did not count";
    }

    private static Markup Times(LatencySummary latency)
    {
        (string Name, TimeSpan Time)[] rows =
            [("Median", latency.P50), ("90th percentile", latency.P90), ("95th percentile", latency.P95), ("99th percentile", latency.P99), ("Slowest", latency.Max), ("Mean", latency.Mean)];
        var body = rows.Select(row => Markup.Of($"""<tr><th scope="row">{row.Name}</th><td class="num">{Figures.Seconds(row.Time)}</td></tr>"""));
        return Markup.Of($"""
            <div>{Histogram.Of(latency)}<details class="figures"><summary>Percentiles</summary><table><caption>Time to the end of the answer, {Figures.Plural(latency.Count, "answer", "answers")}</caption><tbody>{Markup.Join(body)}</tbody></table></details></div>
            """);
    }
}
