using System.Globalization;
using Demur.Cli.Hosting;
using Demur.Learning.Evaluation;
using Demur.Metrics;
using Spectre.Console;

namespace Demur.Cli.Rendering;

/// <summary>Methods side by side; one below the other where a terminal is too narrow for the table.</summary>
internal static class MethodTable
{
    private const int TableWidth = 108;
    private static readonly string[] Titles = ["method", "accuracy", "macro-F1", "AUROC", "train", "predict", "size", "from best"];

    /// <summary>Shows the scores, best first.</summary>
    public static void Show(CliHost host, IReadOnlyList<MethodScore> scores, string head)
    {
        host.Out.WriteLine(head);
        var ordered = scores.OrderByDescending(score => score.Accuracy.Estimate).ToList();
        if (host.Terminal.Width >= TableWidth)
        {
            var table = new Table().Border(TableBorder.Simple);
            foreach (var title in Titles)
            {
                table.AddColumn(new TableColumn(title) { NoWrap = true });
            }

            ordered.ForEach(score => table.AddRow([.. Cells(score).Select(cell => new Text(cell))]));
            host.Screen.Write(table);
        }
        else
        {
            ordered.ForEach(score => ShowNarrow(host, score));
        }

        host.Out.WriteLine();
        host.Screen.Write(new Text("Ranges are 95 % intervals. train: once; predict: one row on one core; from best: accuracy less the best's on the same rows, and McNemar's p.\n"));
    }

    private static void ShowNarrow(CliHost host, MethodScore score)
    {
        var cells = Cells(score).ToList();
        host.Out.WriteLine();
        host.Out.WriteLine(cells[0]);
        for (var i = 1; i < cells.Count; i++)
        {
            host.Out.WriteLine($"  {Titles[i],-18}  {cells[i]}");
        }
    }

    private static IEnumerable<string> Cells(MethodScore score) =>
    [
        score.Method,
        Interval(score.Accuracy),
        Interval(score.MacroF1),
        score.Auroc is { } auroc ? Interval(auroc) : "-",
        LearnWords.Seconds(score.TrainSeconds),
        LearnWords.Seconds(score.PredictMicroseconds / 1e6),
        LearnWords.Bytes(score.ModelBytes),
        score.FromBest is { } difference ? Difference(difference) : "best",
    ];

    private static string Interval(ConfidenceInterval interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Estimate:.000} {interval.Low:.000}-{interval.High:.000}");

    private static string Difference(MethodDifference difference)
    {
        var p = difference.PValue < 0.001 ? "p < .001" : string.Create(CultureInfo.InvariantCulture, $"p = {difference.PValue:.000}");
        return string.Create(CultureInfo.InvariantCulture, $"{difference.Accuracy.Estimate:+.000;-.000;.000}, {p}");
    }
}
