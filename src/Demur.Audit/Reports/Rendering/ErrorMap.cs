using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>
/// The categories in two dimensions: over-refusal to the right, under-refusal upwards, so that the corner at the bottom left is a model that is always right.
/// Where categories come in groups, the groups are drawn large with their intervals and the categories small behind them: few prompts make a noisy dot.
/// The plot is a drawing with positions in percent; text keeps its size on every screen.
/// </summary>
internal static class ErrorMap
{
    private const int MostLabels = 6;
    private const int LongestLabel = 36;
    private const double LabelHeight = 0.042;
    private const double LabelWidth = 0.28;
    private static readonly double[] Scales = [0.1, 0.2, 0.4, 0.6, 0.8, 1];

    public static Markup Of(IReadOnlyList<SliceStatistics> categories, IReadOnlyList<SliceStatistics> groups)
    {
        var background = groups.Count(HasBoth) > 1 ? categories.Where(HasBoth).ToList() : [];
        var shown = (background.Count > 0 ? groups : categories).Where(HasBoth).OrderBy(slice => slice.Errors).ToList();
        if (shown.Count == 0)
        {
            return Markup.None;
        }

        var small = MapPlace.Of(background);
        var large = MapPlace.Of(shown);

        // Over the small dots too: one beyond the axes would be drawn at their end, where it reads as a lower rate.
        var largest = large.Concat(small).Max(place => Math.Max(place.Over, place.Under));
        var scale = Scales.First(candidate => candidate >= Math.Min(1, largest * 1.08));
        var labelled = shown.TakeLast(background.Count > 0 ? int.MaxValue : MostLabels).Where(category => category.Errors > 0).ToHashSet();
        return Markup.Of($"""
            <div class="map" role="group" aria-label="{Summary(shown)}">
            <div class="map-y" aria-hidden="true">{Markup.Join(Ticks(scale).Reverse().Select(tick => Markup.Of($"<span>{Tick(tick)}</span>")))}</div>
            <svg class="map-plot">{Grid()}{Markup.Join(small.Select(place => SmallDot(place, scale)))}{Markup.Join(large.Select(place => Dot(place, small, background.Count > 0 ? "group:" : "", scale)))}{Labels(shown.Where(labelled.Contains), scale)}</svg>
            <div class="map-x" aria-hidden="true">{Markup.Join(Ticks(scale).Select(tick => Markup.Of($"<span>{Tick(tick)}</span>")))}</div>
            <div class="map-xt">Over-refusal<span class="wide">: refused what should be answered</span> &rarr;</div>
            <div class="map-yt">Under-refusal<span class="wide">: answered what should be refused</span> &rarr;</div>
            </div>
            """);
    }

    /// <summary>Categories that cannot be drawn because they have prompts of one expectation only.</summary>
    public static int Left(IReadOnlyList<SliceStatistics> categories) => categories.Count(category => !HasBoth(category));

    private static bool HasBoth(SliceStatistics category) => category.Rates is { OverRefusal.Total: > 0, UnderRefusal.Total: > 0 };

    private static IEnumerable<double> Ticks(double scale) => Enumerable.Range(0, 5).Select(step => scale * step / 4);

    private static string Tick(double share) => $"{share * 100:0.#}%";

    /// <summary>Categories behind their groups.</summary>
    private static Markup SmallDot(MapPlace place, double scale) =>
        Markup.Of($"""<circle class="small-dot"{Opens(place, "")} data-tip="{place.Tip()}" cx="{Figures.At(place.Over / scale)}" cy="{Figures.At(1 - (place.Under / scale))}" r="{place.Radius(4):0.#}"/>""");

    private static Markup Opens(MapPlace place, string prefix) => place.Category is { } id ? Markup.Of($" data-category=\"{prefix + id}\"") : Markup.None;

    private static Markup Grid() => Markup.Join(Enumerable.Range(0, 5).Select(step =>
    {
        var at = Figures.At(step / 4.0);
        return Markup.Of($"""<line class="grid" x1="{at}" x2="{at}" y1="0" y2="100%"/><line class="grid" x1="0" x2="100%" y1="{at}" y2="{at}"/>""");
    }));

    private static Markup Dot(MapPlace place, IReadOnlyList<MapPlace> small, string prefix, double scale)
    {
        var (x, y) = (Right(place.Over), Up(place.Under));
        var tip = place.Tip(small);
        var whiskers = place.Slices.Select(slice => (slice.Rates.OverRefusal, slice.Rates.UnderRefusal)).Select(rates => Markup.Of($"""
            <line class="whisker over" x1="{Right(rates.OverRefusal.Low)}" x2="{Right(rates.OverRefusal.High)}" y1="{y}" y2="{y}"/><line class="whisker under" x1="{x}" x2="{x}" y1="{Up(rates.UnderRefusal.Low)}" y2="{Up(rates.UnderRefusal.High)}"/>
            """));
        return Markup.Of($"""
            <g class="point" tabindex="0" data-tip="{tip}"{Opens(place, prefix)} aria-label="{tip}" role="img">{Markup.Join(whiskers)}<circle cx="{x}" cy="{y}" r="{place.Radius(6):0.#}"/></g>
            """);

        string Right(double share) => Figures.At(share / scale);
        string Up(double share) => Figures.At(1 - Math.Min(1, share / scale));
    }

    /// <summary>Names beside the dots; one that would lie on another moves down.</summary>
    private static Markup Labels(IEnumerable<SliceStatistics> slices, double scale)
    {
        var placed = new List<(double X, double Y)>();
        var labels = new List<Markup>();
        foreach (var slice in slices.OrderByDescending(slice => slice.Rates.UnderRefusal.Value))
        {
            var x = slice.Rates.OverRefusal.Value!.Value / scale;
            var y = 1 - (slice.Rates.UnderRefusal.Value!.Value / scale);
            while (placed.Exists(other => Math.Abs(other.X - x) < LabelWidth && Math.Abs(other.Y - y) < LabelHeight))
            {
                y += LabelHeight / 2;
            }

            placed.Add((x, y));
            var isRight = x > 0.7;
            labels.Add(Markup.Of($"""<text class="dot-name {(isRight ? "end" : "start")}" aria-hidden="true" x="{Figures.At(x)}" y="{Math.Min(1.06, y) * 100:0.##}%" dx="{(isRight ? -11 : 11)}" dy="4">{Excerpt.Of(slice.Name, LongestLabel)}</text>"""));
        }

        return Markup.Join(labels);
    }

    private static string Summary(List<SliceStatistics> shown)
    {
        var worst = Enumerable.Reverse(shown).Take(3).Select(category =>
            $"{category.Name} with {Figures.Percent(category.Rates.OverRefusal)} over-refusal and {Figures.Percent(category.Rates.UnderRefusal)} under-refusal");
        return $"Over-refusal against under-refusal of {Figures.Count(shown.Count)} groups or categories. Most errors: {string.Join("; ", worst)}. The table below has every figure.";
    }
}
