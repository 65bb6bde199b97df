using Demur.Audit.Comparison;
using Demur.Cli.Rendering;
using Spectre.Console;

namespace Demur.Cli.Commands;

/// <summary>A comparison on a terminal; columns that a narrow one has no room for are left out.</summary>
internal static class DiffView
{
    private const int MostCategories = 8;
    private const int MostPrompts = 6;

    public static void Show(IAnsiConsole screen, RunComparison comparison)
    {
        foreach (var shortfall in comparison.Shortfalls)
        {
            screen.WriteLine(shortfall);
        }

        screen.WriteLine(ChangeWords.Verdict(comparison));
        var match = comparison.Match;
        screen.WriteLine($"{Counted.Of(match.Prompts.Count, "shared prompt", "shared prompts")}; only in the first {match.OnlyFirst}, only in the second {match.OnlySecond}, text changed {match.Changed}.");
        if (!comparison.SameLabeler)
        {
            screen.WriteLine($"Different labellers ({comparison.First.Labeler}; {comparison.Second.Labeler}): a change may be theirs.");
        }

        screen.WriteLine("A change is the second rate minus the first, unrounded.");
        screen.WriteLine();
        var columns = Names(screen.Profile.Width);
        var table = Columns(columns);
        Row(table, columns, "over-refusal", comparison.OverRefusal, comparison.OverRefusal.PValue);
        Row(table, columns, "under-refusal", comparison.UnderRefusal, comparison.UnderRefusal.PValue);
        Row(table, columns, "all refusals", comparison.Refusal, comparison.Refusal.PValue);
        screen.Write(table);
        ShowCategories(screen, comparison);
        ShowPrompts(screen, comparison);
    }

    private static void ShowCategories(IAnsiConsole screen, RunComparison comparison)
    {
        var changed = comparison.Categories.Where(change => change.Rate.Rose + change.Rate.Fell > 0).Take(MostCategories).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        screen.WriteLine();
        screen.WriteLine($"Categories; p corrected (Holm), tested where {CategoryChange.LeastChanged} prompts or more changed:");
        var columns = Names(screen.Profile.Width);
        var table = Columns(columns);
        foreach (var change in changed)
        {
            Row(table, columns, $"{change.Name}, {(change.Direction == ErrorDirection.OverRefusal ? "over" : "under")}", change.Rate, change.Rate.Rose + change.Rate.Fell < CategoryChange.LeastChanged ? double.NaN : change.AdjustedP);
        }

        screen.Write(table);
    }

    private static void ShowPrompts(IAnsiConsole screen, RunComparison comparison)
    {
        var worse = comparison.Flips.Where(flip => flip.IsBetter == false).ToList();
        var better = comparison.Flips.Where(flip => flip.IsBetter == true).ToList();
        screen.WriteLine();
        screen.WriteLine($"{Counted.Of(worse.Count, "prompt", "prompts")} got worse, {better.Count} got better.");
        ShowPrompts(screen, "worse", worse);
        ShowPrompts(screen, "better", better);
    }

    private static void ShowPrompts(IAnsiConsole screen, string word, List<Flip> flips)
    {
        foreach (var flip in flips.Take(MostPrompts))
        {
            var line = $"  {word}: now {(flip.BecameRefused ? "refused " : "answered")}  {PlainText.OneLine(flip.First.Prompt.Text)}";
            screen.WriteLine(line.Length > screen.Profile.Width ? line[..(screen.Profile.Width - 1)] + "\u2026" : line);
        }

        if (flips.Count > MostPrompts)
        {
            screen.WriteLine($"  {word}: {flips.Count - MostPrompts} more, with --html or --json");
        }
    }

    private static Table Columns(IReadOnlyList<string> names)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("") { Padding = new Padding(0, 1) });
        foreach (var name in names)
        {
            table.AddColumn(new TableColumn(name) { Alignment = Justify.Right, NoWrap = true, Padding = new Padding(1, 0) });
        }

        return table;
    }

    private static string[] Names(int width) => width switch
    {
        >= 100 => ["first", "second", "change", "95% interval", "p", "rose", "fell", "prompts"],
        >= 76 => ["first", "second", "change", "95% interval", "p"],
        _ => ["first", "second", "change", "p"],
    };

    private static void Row(Table table, IEnumerable<string> columns, string name, RateChange change, double pValue) =>
        table.AddRow([new Text(name), .. columns.Select(column => new Text(Cell(column, change, pValue)))]);

    private static string Cell(string column, RateChange change, double pValue) => column switch
    {
        "first" => Percent(change.First.Value),
        "second" => Percent(change.Second.Value),
        "change" => change.Prompts == 0 ? "" : $"{Points(change.Change)} points",
        "95% interval" => change.Prompts == 0 ? "" : $"{Points(change.Low)} to {Points(change.High)}",
        "p" => change.Prompts == 0 || double.IsNaN(pValue) ? "" : ChangeWords.P(pValue),
        "rose" => $"{change.Rose}",
        "fell" => $"{change.Fell}",
        _ => $"{change.Prompts}",
    };

    private static string Percent(double? share) => share is { } value ? $"{value * 100:0.0}%" : "-";

    private static string Points(double change) => $"{change * 100:+0.0;-0.0;0.0}";
}
