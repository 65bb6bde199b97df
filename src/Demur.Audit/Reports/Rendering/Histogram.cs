using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>Answers by how long they took.</summary>
internal static class Histogram
{
    public static Markup Of(LatencySummary latency)
    {
        var bins = latency.Histogram;
        var tallest = bins.Max();
        var bars = bins.Select((count, bin) =>
        {
            var from = latency.BinWidth * bin;
            var to = bin == bins.Count - 1 ? "more" : Figures.Seconds(from + latency.BinWidth);
            var height = (double)count / tallest;
            return Markup.Of(
                $"""<rect x="{Figures.At((bin + 0.08) / bins.Count)}" y="{Figures.At(1 - height)}" width="{Figures.At(0.84 / bins.Count)}" height="{Figures.At(height)}" tabindex="{(count > 0 ? 0 : -1)}" data-tip="{Figures.Seconds(from)} to {to}: {Figures.Plural(count, "answer", "answers")}"/>""");
        });
        var summary = $"Latency of {Figures.Plural(latency.Count, "answer", "answers")}: median {Figures.Seconds(latency.P50)}, 95% within {Figures.Seconds(latency.P95)}, slowest {Figures.Seconds(latency.Max)}";
        return Markup.Of($"""
            <div class="histogram" role="group" aria-label="{summary}"><svg>{Markup.Join(bars)}</svg>
            <div class="histogram-x" aria-hidden="true"><span>0</span><span>{Figures.Seconds(latency.BinWidth * (bins.Count / 2))}</span><span>{Figures.Seconds(latency.BinWidth * (bins.Count - 1))}+</span></div></div>
            """);
    }
}
