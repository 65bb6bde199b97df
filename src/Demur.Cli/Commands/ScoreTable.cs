using System.Text.Json;
using Demur.Audit.Labelling.Training;
using Demur.Cli.Hosting;
using Spectre.Console;

namespace Demur.Cli.Commands;

/// <summary>Prints how labellers did on sources: a table for people, one JSON line a row for programs.</summary>
internal static class ScoreTable
{
    /// <summary>Prints scores.</summary>
    public static void Print(CliHost host, IReadOnlyList<SourceScore> scores, bool json)
    {
        if (json)
        {
            foreach (var score in scores)
            {
                host.Out.WriteLine(ToJson(score));
            }

            return;
        }

        // A single source is the file that the user named, and says nothing in a column of its own.
        string[] source = scores.Select(score => score.Source).Distinct(StringComparer.Ordinal).Count() == 1 ? [] : ["source"];
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in (string[])[.. source, "labeller", "rows", "accuracy", "95 %", "kappa", "F1", "AUROC"])
        {
            table.AddColumn(new TableColumn(title) { NoWrap = true });
        }

        foreach (var (name, labeler, score) in scores)
        {
            var interval = score.Interval;
            string[] cells =
            [
                .. source.Select(_ => name), labeler, $"{score.Rows}", $"{score.Accuracy:F3}", $"{interval.Low:F3}-{interval.High:F3}", $"{score.Kappa:F3}", $"{score.F1:F3}",
                double.IsNaN(score.Auroc) ? "-" : $"{score.Auroc:F3}",
            ];
            table.AddRow(cells.Select(static cell => new Text(cell)));
        }

        host.Screen.Write(table);
    }

    private static string ToJson(SourceScore row)
    {
        var score = row.Score;
        var interval = score.Interval;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("source", row.Source);
            writer.WriteString("labeler", row.Labeler);
            writer.WriteNumber("rows", score.Rows);
            writer.WriteNumber("refusals", score.Refusals);
            writer.WriteNumber("accuracy", Math.Round(score.Accuracy, 6));
            writer.WriteNumber("accuracyLow", Math.Round(interval.Low, 6));
            writer.WriteNumber("accuracyHigh", Math.Round(interval.High, 6));
            writer.WriteNumber("kappa", Math.Round(score.Kappa, 6));
            writer.WriteNumber("f1", Math.Round(score.F1, 6));
            if (double.IsNaN(score.Auroc))
            {
                writer.WriteNull("auroc");
            }
            else
            {
                writer.WriteNumber("auroc", Math.Round(score.Auroc, 6));
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
