using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>A learning curve: AUROC from chance to perfect against the number of training prompts.</summary>
internal static class LineChart
{
    public static Markup Of(IReadOnlyList<LearningPoint> curve)
    {
        if (curve.Count < 2)
        {
            return Markup.None;
        }

        var most = (double)curve[^1].Prompts;
        var lines = curve.Zip(curve.Skip(1), (from, to) => Markup.Of(
            $"""<line class="curve" x1="{Figures.At(from.Prompts / most)}" y1="{Height(from)}" x2="{Figures.At(to.Prompts / most)}" y2="{Height(to)}"/>"""));
        var dots = curve.Select(point => Markup.Of(
            $"""<circle cx="{Figures.At(point.Prompts / most)}" cy="{Height(point)}" r="5" tabindex="0" data-tip="{Figures.Count(point.Prompts)} training prompts: AUROC {point.Auroc:0.000}"/>"""));
        var summary = $"AUROC by training prompts: {string.Join(", ", curve.Select(point => $"{point.Auroc:0.00} with {Figures.Count(point.Prompts)}"))}";
        return Markup.Of($"""
            <div class="curve-chart" role="group" aria-label="{summary}">
            <div class="curve-y" aria-hidden="true"><span>1.0</span><span>0.75</span><span>0.5</span></div>
            <svg><line class="grid" x1="0" x2="100%" y1="0" y2="0"/><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/><line class="grid" x1="0" x2="100%" y1="100%" y2="100%"/>{Markup.Join(lines)}{Markup.Join(dots)}</svg>
            <div class="curve-x" aria-hidden="true"><span>0</span><span>{Figures.Count(curve[^1].Prompts)} training prompts</span></div></div>
            """);
    }

    private static string Height(LearningPoint point) => Figures.At(1 - ((point.Auroc - 0.5) * 2));
}
