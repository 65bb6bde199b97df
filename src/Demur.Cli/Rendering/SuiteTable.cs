using Spectre.Console;

namespace Demur.Cli.Rendering;

/// <summary>Draws suites and a suite's categories as tables that fit the terminal: the narrower it is, the fewer columns.</summary>
internal static class SuiteTable
{
    private const int RoomForWords = 80;

    /// <summary>Draws a list of suites.</summary>
    public static Table Of(IReadOnlyList<SuiteProfile> suites, int width)
    {
        var table = Start("Suite", "Prompts", "Comply", "Refuse", "Either");
        var withWords = AddWords(table, "What for", width);
        foreach (var suite in suites)
        {
            string[] cells = [suite.Name, $"{suite.Prompts}", Count(suite.Comply), Count(suite.Refuse), Count(suite.Either)];
            AddRow(table, cells, withWords ? suite.Description : null);
        }

        return table;
    }

    /// <summary>Draws the categories of one suite.</summary>
    public static Table Of(IReadOnlyList<CategoryProfile> categories, int width)
    {
        var table = Start("Category", "Comply", "Refuse", "Either");
        var withWords = AddWords(table, "Group", width);
        foreach (var category in categories)
        {
            string[] cells = [category.Id, Count(category.Comply), Count(category.Refuse), Count(category.Either)];
            AddRow(table, cells, withWords ? category.Group ?? "" : null);
        }

        return table;
    }

    private static Table Start(string name, params ReadOnlySpan<string> counts)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn(name).NoWrap());
        foreach (var count in counts)
        {
            table.AddColumn(new TableColumn(count).RightAligned().NoWrap());
        }

        return table;
    }

    private static bool AddWords(Table table, string name, int width)
    {
        if (width < RoomForWords)
        {
            return false;
        }

        table.AddColumn(name);
        return true;
    }

    private static void AddRow(Table table, IEnumerable<string> cells, string? words) =>
        table.AddRow([.. (words is null ? cells : cells.Append(words)).Select(cell => new Text(cell))]);

    private static string Count(int count) => count == 0 ? "" : $"{count}";
}
