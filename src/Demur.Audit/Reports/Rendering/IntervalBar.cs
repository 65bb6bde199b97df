using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>A rate on a line from 0 to 100 %: the interval as a band, the rate as a dot. Positions are percentages, so it fits any width.</summary>
internal static class IntervalBar
{
    public static Markup Of(Rate rate, string kind, string size = "row")
    {
        if (rate.Total == 0)
        {
            return Markup.None;
        }

        var width = Figures.At(rate.High - rate.Low);
        return Markup.Of($"""
            <svg class="ci ci-{size} {kind}" aria-hidden="true"><line class="track" x1="0" x2="100%" y1="50%" y2="50%"/><rect class="band" x="{Figures.At(rate.Low)}" y="0" width="{width}" height="100%" rx="3"/><circle class="dot" cx="{Figures.At(rate.Value ?? 0)}" cy="50%" r="4"/></svg>
            """);
    }
}
