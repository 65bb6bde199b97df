using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>
/// The categories in two dimensions: over-refusal to the right, under-refusal upwards, so that the corner at the bottom left is a model that is always right.
/// The plot is a nested drawing with positions in percent; text keeps its size on every screen.
/// </summary>
internal static class ErrorMap
{
    private const int Labels = 6;
    private static readonly double[] Scales = [0.1, 0.2, 0.4, 0.6, 0.8, 1];

    public static Markup Of(IReadOnlyList<SliceStatistics> categories)
    {
        var shown = categories.Where(HasBoth).OrderBy(category => category.Errors).ToList();
        if (shown.Count == 0)
        {
            return Markup.None;
        }

        var largest = shown.Max(category => Math.Max(category.Rates.OverRefusal.Value!.Value, category.Rates.UnderRefusal.Value!.Value));
        var scale = Scales.First(candidate => candidate >= Math.Min(1, largest * 1.08));
        var labelled = shown.TakeLast(Labels).Where(category => category.Errors > 0).ToHashSet();
        return Markup.Of($"""
            <div class="map" role="group" aria-label="{Summary(shown)}">
            <div class="map-y" aria-hidden="true">{Markup.Join(Ticks(scale).Reverse().Select(tick => Markup.Of($"<span>{tick:0%}</span>")))}</div>
            <svg class="map-plot">{Grid()}{Markup.Join(shown.Select(category => Dot(category, scale, labelled.Contains(category))))}</svg>
            <div class="map-x" aria-hidden="true">{Markup.Join(Ticks(scale).Select(tick => Markup.Of($"<span>{tick:0%}</span>")))}</div>
            <div class="map-xt">Over-refusal: refused what should be answered &rarr;</div>
            <div class="map-yt">Under-refusal: answered what should be refused &rarr;</div>
            </div>
            """);
    }

    /// <summary>Categories that cannot be drawn because they have prompts of one expectation only.</summary>
    public static int Left(IReadOnlyList<SliceStatistics> categories) => categories.Count(category => !HasBoth(category));

    private static bool HasBoth(SliceStatistics category) => category.Rates is { OverRefusal.Total: > 0, UnderRefusal.Total: > 0 };

    private static IEnumerable<double> Ticks(double scale) => Enumerable.Range(0, 5).Select(step => scale * step / 4);

    private static Markup Grid() => Markup.Join(Enumerable.Range(0, 5).Select(step =>
    {
        var at = Figures.At(step / 4.0);
        return Markup.Of($"""<line class="grid" x1="{at}" x2="{at}" y1="0" y2="100%"/><line class="grid" x1="0" x2="100%" y1="{at}" y2="{at}"/>""");
    }));

    private static Markup Dot(SliceStatistics category, double scale, bool isLabelled)
    {
        var (over, under) = (category.Rates.OverRefusal, category.Rates.UnderRefusal);
        var (x, y) = (Right(over.Value!.Value), Up(under.Value!.Value));
        var tip = $"{category.Name}\nOver-refusal {Figures.Sentence(over)}\nUnder-refusal {Figures.Sentence(under)}";
        var nearRight = over.Value / scale > 0.7;
        var name = isLabelled ? Markup.Of($"""<text class="{(nearRight ? "end" : "start")}" x="{x}" y="{y}" dx="{(nearRight ? -11 : 11)}" dy="4">{category.Name}</text>""") : Markup.None;
        return Markup.Of($"""
            <g class="point" tabindex="0" data-tip="{tip}" data-category="{category.Id}" aria-label="{tip}" role="img"><line class="whisker over" x1="{Right(over.Low)}" x2="{Right(over.High)}" y1="{y}" y2="{y}"/><line class="whisker under" x1="{x}" x2="{x}" y1="{Up(under.Low)}" y2="{Up(under.High)}"/><circle cx="{x}" cy="{y}" r="6"/>{name}</g>
            """);

        string Right(double share) => Figures.At(share / scale);
        string Up(double share) => Figures.At(1 - Math.Min(1, share / scale));
    }

    private static string Summary(List<SliceStatistics> shown)
    {
        var worst = Enumerable.Reverse(shown).Take(3).Select(category =>
            $"{category.Name} with {Figures.Percent(category.Rates.OverRefusal)} over-refusal and {Figures.Percent(category.Rates.UnderRefusal)} under-refusal");
        return $"Over-refusal against under-refusal of {Figures.Plural(shown.Count, "category", "categories")}. Most errors: {string.Join("; ", worst)}. The table below has every figure.";
    }
}
