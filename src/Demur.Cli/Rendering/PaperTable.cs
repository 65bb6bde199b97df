using Demur.Papers;
using Spectre.Console;

namespace Demur.Cli.Rendering;

/// <summary>Draws papers as a table that fits the terminal: the narrower it is, the fewer columns.</summary>
internal static class PaperTable
{
    private const int RoomForSummary = 100;
    private const int RoomForYear = 70;

    /// <summary>Draws a list of papers.</summary>
    public static Table Of(IReadOnlyList<Paper> papers, int width)
    {
        var table = Start(width);
        if (width >= RoomForYear)
        {
            table.AddColumn(Narrow("Year"));
        }

        table.AddColumn(Narrow("Status"));
        foreach (var paper in papers)
        {
            var cells = Cells(paper, width);
            if (width >= RoomForYear)
            {
                cells.Add(new Text(paper.Date[..4]));
            }

            cells.Add(Status(paper));
            table.AddRow(cells);
        }

        return table;
    }

    /// <summary>Draws what a search found, with the words that were found.</summary>
    public static Table Of(IReadOnlyList<PaperMatch> matches, int width)
    {
        var table = Start(width);
        table.AddColumn(Narrow("Fit").RightAligned());
        table.AddColumn(new TableColumn("Found"));
        foreach (var match in matches)
        {
            var cells = Cells(match.Paper, width);
            cells.Add(new Text(match.Score.ToString("0.00")));
            cells.Add(new Text(string.Join(' ', match.Words)));
            table.AddRow(cells);
        }

        return table;
    }

    private static Table Start(int width)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(Narrow("No"));
        table.AddColumn(new TableColumn("Paper"));
        if (width >= RoomForSummary)
        {
            table.AddColumn(new TableColumn("What it does"));
        }

        return table.AddColumn(Narrow("Verb"));
    }

    private static List<Spectre.Console.Rendering.IRenderable> Cells(Paper paper, int width)
    {
        List<Spectre.Console.Rendering.IRenderable> cells = [new Text(paper.Number, Style.Plain.Decoration(Decoration.Bold)), new Text(paper.Name)];
        if (width >= RoomForSummary)
        {
            cells.Add(new Text(paper.Summary));
        }

        cells.Add(new Text(paper.Verb));
        return cells;
    }

    private static Text Status(Paper paper) => paper.Status == PaperStatus.Available
        ? new Text("available", new Style(Color.Green))
        : new Text("planned", new Style(Color.Grey));

    private static TableColumn Narrow(string name) => new TableColumn(name).NoWrap();
}
