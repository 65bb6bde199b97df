using Demur.Papers;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Demur.Cli.Rendering;

/// <summary>Draws one paper in full.</summary>
internal static class PaperView
{
    /// <summary>Draws the paper.</summary>
    public static Rows Of(Paper paper)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(2)).AddColumn();
        Add(grid, "Does", paper.Summary);
        Add(grid, "Claims", paper.ClaimChecked ? paper.Claim : $"{paper.Claim} (As reported; figures not checked against the paper.)");
        Add(grid, "Where", string.Join(", ", new[] { paper.Venue, paper.Date }.Where(part => part is not null)));
        Add(grid, "Link", paper.Link?.ToString());
        Add(grid, "Code", paper.Repository?.ToString());
        Add(grid, "In Demur", $"{paper.Module}, verb '{paper.Verb}'");
        Add(grid, "Status", paper.Status == PaperStatus.Available ? $"available: demur reproduce {paper.Number}" : "planned");
        Add(grid, "Words", string.Join(", ", paper.Keywords));
        return new Rows(
            new Text($"{paper.Number}  {paper.Name}", Style.Plain.Decoration(Decoration.Bold)),
            new Text(paper.Title),
            Text.Empty,
            grid);
    }

    private static void Add(Grid grid, string name, string? value)
    {
        if (value is not null)
        {
            grid.AddRow(new IRenderable[] { new Text(name, new Style(Color.Grey)), new Text(value) });
        }
    }
}
