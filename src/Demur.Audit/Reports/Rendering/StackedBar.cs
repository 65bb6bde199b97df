namespace Demur.Audit.Reports.Rendering;

/// <summary>Shares of a whole as one bar.</summary>
internal static class StackedBar
{
    /// <summary>Draws the bar.</summary>
    /// <param name="title">What the bar stands for, for screen readers.</param>
    /// <param name="parts">Each part's CSS class, name and count.</param>
    public static Markup Of(string title, IReadOnlyList<(string Class, string Name, int Count)> parts)
    {
        var total = parts.Sum(part => part.Count);
        var summary = string.Join(", ", parts.Select(part => Tip(part, total)));
        var start = 0;
        var segments = new List<Markup>();
        foreach (var part in parts)
        {
            var tip = Tip(part, total);
            segments.Add(Markup.Of(
                $"""<rect class="{part.Class}" x="{Figures.At((double)start / total)}" y="0" width="{Figures.At((double)part.Count / total)}" height="100%" tabindex="0" role="img" aria-label="{tip}" data-tip="{tip}"/>"""));
            start += part.Count;
        }

        return Markup.Of($"""<svg class="stack" role="group" aria-label="{title}: {summary}">{Markup.Join(segments)}</svg>""");
    }

    private static string Tip((string Class, string Name, int Count) part, int total) =>
        $"{part.Name} {Figures.Percent((double)part.Count / total)} ({Figures.Count(part.Count)})";
}
