using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>The categories or groups with the same two rates: they are drawn as one dot, which names them all, for of dots on each other only the last is seen.</summary>
internal sealed record MapPlace(IReadOnlyList<SliceStatistics> Slices)
{
    private const int MostLines = 12;
    private const int MostNames = 60;

    public double Over => Slices[0].Rates.OverRefusal.Value!.Value;

    public double Under => Slices[0].Rates.UnderRefusal.Value!.Value;

    /// <summary>What a click shows; null where several share the place, because the list of answers shows one at a time.</summary>
    public string? Category => Slices.Count == 1 ? Slices[0].Id : null;

    public static List<MapPlace> Of(IEnumerable<SliceStatistics> slices) =>
        [.. slices.GroupBy(slice => (slice.Rates.OverRefusal.Value, slice.Rates.UnderRefusal.Value)).Select(place => new MapPlace([.. place]))];

    /// <summary>A radius in pixels whose area grows with the number of dots in it, up to three times that of one.</summary>
    public double Radius(double single) => single * Math.Sqrt(Math.Min(3, Slices.Count));

    /// <summary>The tooltip: the rates, and everyone who has them.</summary>
    /// <param name="under">The places of the small dots, some of which may lie under this one.</param>
    public string Tip(IReadOnlyList<MapPlace>? under = null)
    {
        var hidden = under?.Where(place => place.Over == Over && place.Under == Under).SelectMany(place => place.Slices).ToList() ?? [];
        var own = Slices.Count == 1
            ? $"{Slices[0].Name}\nOver-refusal {Figures.Sentence(Slices[0].Rates.OverRefusal)}\nUnder-refusal {Figures.Sentence(Slices[0].Rates.UnderRefusal)}"
            : $"{Slices.Count} with over-refusal {Figures.Percent(Over)} and under-refusal {Figures.Percent(Under)}:\n{Names(Slices)}";
        return hidden.Count == 0 ? own : $"{own}\nAt the same place:\n{Names(hidden)}";
    }

    private static string Names(IReadOnlyList<SliceStatistics> slices)
    {
        if (slices.Count <= MostLines)
        {
            return string.Join('\n', slices.Select(slice => $"{slice.Name} ({Figures.CountOf(slice.Rates.OverRefusal)}; {Figures.CountOf(slice.Rates.UnderRefusal)})"));
        }

        // A line each would not fit on a screen.
        var names = slices.Take(MostNames).Select(slice => slice.Name);
        return string.Join(", ", slices.Count > MostNames ? names.Append($"and {slices.Count - MostNames} more") : names);
    }
}
