using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Learning.Evaluation;

namespace Demur.Cli.Commands;

/// <summary><c>demur learn tune</c>: tries settings of one method by folds.</summary>
internal static class LearnTuneCommand
{
    private const int Shown = 10;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var arguments = new LearnArguments();
        var method = new Option<string>("--method", "-m") { Description = $"The method: {LearnArguments.Methods}.", HelpName = "name", DefaultValueFactory = _ => "ss3" };
        var values = new Option<string[]>("--try") { Description = "Values of a setting, each tried with every one of the others; for ss3 the paper's range when left out.", HelpName = "name=number,number", AllowMultipleArgumentsPerToken = true };
        var folds = new Option<int>("--folds") { Description = "How many folds, with the classes in proportion.", HelpName = "n", DefaultValueFactory = _ => 5 };
        var command = new Command("tune", "Try settings of one method on rows that it had not seen, best first.") { arguments.Data, method, values, folds };
        foreach (var option in arguments.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var trials = arguments.Trials(parsed, [parsed.GetRequiredValue(method)]);
            var trial = trials.Count == 1 ? trials[0] : throw new DemurException(ErrorCode.Usage, "One method is tuned at a time; name one.");
            _ = new MethodGrid(trial.Method, parsed.GetValue(values) ?? [], trial.Settings); // what cannot be tried is told before anything is read
            var table = await arguments.ReadAsync(parsed, host, cancellationToken).ConfigureAwait(false);
            trial = (await arguments.Rows.ApplyAsync(parsed, host, [trial], table, null, cancellationToken).ConfigureAwait(false))[0];
            var grid = new MethodGrid(trial.Method, parsed.GetValue(values) ?? [], trial.Settings);
            using var progress = new StageProgress(host, parsed.GetValue(host.Common.Quiet));
            var points = grid.Run(table, parsed.GetValue(folds), parsed.GetValue(host.Common.Seed), progress, cancellationToken);
            progress.Clear();
            if (parsed.GetValue(host.Common.Json))
            {
                WriteJson(host, grid, points);
            }
            else
            {
                Show(host, grid, points, $"{table.Count} rows in {parsed.GetValue(folds)} folds; {table.Classes.Count} classes; {LearnWords.Columns(table.Schema)}");
            }

            return 0;
        });
        return command;
    }

    private static void Show(CliHost host, MethodGrid grid, IReadOnlyList<MethodGridPoint> points, string head)
    {
        host.Out.WriteLine(head);
        host.Out.WriteLine();
        host.Out.WriteLine("  macro-F1  accuracy  settings");
        foreach (var point in points.Take(Shown))
        {
            host.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {point.MacroF1,8:.000}  {point.Accuracy,8:.000}  {point.Text(grid)}"));
        }

        host.Out.WriteLine();
        host.Out.WriteLine($"{(points.Count > Shown ? $"The best of {points.Count}. " : "")}Train with the first: --method {grid.Method.Name} --set {points[0].Text(grid)}");
        host.Out.WriteLine("The folds that chose it flatter it: measure it on other rows (demur learn eval --test FILE).");
    }

    private static void WriteJson(CliHost host, MethodGrid grid, IReadOnlyList<MethodGridPoint> points)
    {
        foreach (var point in points)
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, LearnJson.Options))
            {
                writer.WriteStartObject();
                writer.WriteString("method", grid.Method.Name);
                writer.WriteNumber("macroF1", Math.Round(point.MacroF1, 6));
                writer.WriteNumber("accuracy", Math.Round(point.Accuracy, 6));
                writer.WriteStartObject("settings");
                foreach (var (name, value) in point.Settings.Values)
                {
                    writer.WriteNumber(name, value);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            host.Out.WriteLine(LearnJson.Text(buffer));
        }
    }
}
