using System.Globalization;
using Demur.Cli.Hosting;
using Demur.Learning.Evaluation;
using Demur.Metrics;
using Spectre.Console;

namespace Demur.Cli.Rendering;

/// <summary>Methods side by side; one below the other where a terminal is too narrow for the table.</summary>
internal static class MethodTable
{
    private const int Gap = 3; // what a table without lines puts between columns
    private const double RareShare = 0.25;
    private static readonly string[] Titles = ["method", "accuracy", "macro-F1", "AUROC", "train", "predict", "size", "from best"];

    /// <summary>Shows the scores, best first.</summary>
    /// <param name="host">Where to.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="head">What stands above.</param>
    /// <param name="classes">The classes with their numbers of rows; the recall of a rare one is shown too.</param>
    public static void Show(CliHost host, IReadOnlyList<MethodScore> scores, string head, IReadOnlyList<(string Name, int Count)> classes)
    {
        host.Out.WriteLine(head);
        var rarest = Enumerable.Range(0, classes.Count).MinBy(label => classes[label].Count);
        int? rare = classes[rarest].Count < RareShare * classes.Sum(pair => pair.Count) ? rarest : null;
        string[] titles = rare is null ? Titles : [.. Titles[..4], $"recall {Short(classes[rarest].Name)}", .. Titles[4..]];
        var rows = scores.OrderByDescending(score => score.Accuracy.Estimate).Select(score => Cells(score, rare).ToArray()).ToList();
        if (host.Terminal.Width >= Enumerable.Range(0, titles.Length).Sum(i => Gap + rows.Append(titles).Max(row => row[i].Length)))
        {
            var table = new Table().Border(TableBorder.Simple);
            foreach (var title in titles)
            {
                table.AddColumn(new TableColumn(new Text(title)) { NoWrap = true });
            }

            rows.ForEach(row => table.AddRow([.. row.Select(cell => new Text(cell))]));
            host.Screen.Write(table);
        }
        else
        {
            rows.ForEach(row => ShowNarrow(host, titles, row));
        }

        host.Out.WriteLine();
        host.Screen.Write(new Text("Ranges are 95 % intervals. train: once; predict: one row on one core; from best: accuracy less the best's on the same rows, and McNemar's p.\n"));
    }

    private static void ShowNarrow(CliHost host, string[] titles, string[] cells)
    {
        host.Out.WriteLine();
        host.Out.WriteLine(cells[0]);
        for (var i = 1; i < cells.Length; i++)
        {
            host.Out.WriteLine($"  {titles[i],-18}  {cells[i]}");
        }
    }

    private static string Short(string name) => name.Length > 12 ? $"{name[..11]}…" : name;

    private static IEnumerable<string> Cells(MethodScore score, int? rare) =>
    [
        score.Method,
        Interval(score.Accuracy),
        Interval(score.MacroF1),
        score.Auroc is { } auroc ? Interval(auroc) : "-",
        .. rare is { } label ? [Share(score.Recalls[label])] : Array.Empty<string>(),
        LearnWords.Seconds(score.TrainSeconds),
        LearnWords.Seconds(score.PredictMicroseconds / 1e6),
        LearnWords.Bytes(score.ModelBytes),
        score.FromBest is { } difference ? Difference(difference) : "best",
    ];

    private static string Interval(ConfidenceInterval interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Estimate:.000} {interval.Low:.000}-{interval.High:.000}");

    private static string Share(double share) => double.IsNaN(share) ? "-" : string.Create(CultureInfo.InvariantCulture, $"{share:.000}");

    private static string Difference(MethodDifference difference)
    {
        var p = difference.PValue < 0.001 ? "p < .001" : string.Create(CultureInfo.InvariantCulture, $"p = {difference.PValue:.000}");
        return string.Create(CultureInfo.InvariantCulture, $"{difference.Accuracy.Estimate:+.000;-.000;.000}, {p}");
    }
}
