using System.CommandLine;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Learning.Evaluation;
using Demur.Learning.Tables;

namespace Demur.Cli.Commands;

/// <summary><c>demur learn eval</c>: compares methods on the same rows, each row tested by a classifier that had not seen it.</summary>
internal static class LearnEvalCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var arguments = new LearnArguments();
        var method = new Option<string[]>("--method", "-m") { Description = $"The methods, with commas between them: {LearnArguments.Methods}, or all.", HelpName = "names", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var test = new Option<string?>("--test") { Description = "Test on the rows of this file, in place of folds.", HelpName = "file" };
        var folds = new Option<int>("--folds") { Description = "How many folds, with the classes in proportion.", HelpName = "n", DefaultValueFactory = _ => 5 };
        var command = new Command("eval", "Compare methods on rows that they had not seen: accuracy, macro-F1, AUROC, time, size.") { arguments.Data, method, test, folds };
        foreach (var option in arguments.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var trials = arguments.Trials(parsed, Names(parsed.GetValue(method) ?? []));
            var table = await arguments.ReadAsync(parsed, host, cancellationToken).ConfigureAwait(false);
            var changed = await arguments.Rows.ApplyAsync(parsed, host, trials, table, null, cancellationToken).ConfigureAwait(false);
            trials = [.. trials.Union(changed)]; // each beside itself without resampling and self-training
            var tested = parsed.GetValue(test) is { } file ? await ReadTestAsync(parsed, host, table, file, cancellationToken).ConfigureAwait(false) : null;
            var comparison = new MethodComparison(new EvaluationOptions { Folds = parsed.GetValue(folds), Clock = host.Clock });
            using var progress = new StageProgress(host, parsed.GetValue(host.Common.Quiet));
            var seed = parsed.GetValue(host.Common.Seed);
            var scores = tested is null ? comparison.Fold(table, trials, seed, progress, cancellationToken) : comparison.Test(table, tested, trials, seed, progress, cancellationToken);
            progress.Clear();
            if (parsed.GetValue(host.Common.Json))
            {
                WriteJson(host, scores, table.Classes);
            }
            else
            {
                var rows = tested ?? table;
                MethodTable.Show(host, scores, Head(table, tested, parsed.GetValue(folds)), [.. rows.Classes.Zip(rows.ClassCounts())]);
            }

            return 0;
        });
        return command;
    }

    private static IEnumerable<string> Names(string[] names) => names is [] or ["all"] ? Learning.Methods.LearningMethods.All.Select(method => method.Name) : names;

    private static async Task<Table> ReadTestAsync(ParseResult parsed, CliHost host, Table table, string file, CancellationToken cancellationToken)
    {
        var tested = await TableReader.ReadLikeAsync(LearnArguments.RowsOf(host, file, cancellationToken), table, LearnArguments.NameOf(file), cancellationToken).ConfigureAwait(false);
        await LearnArguments.RemarkAsync(parsed, host, tested).ConfigureAwait(false);
        return tested;
    }

    private static string Head(Table table, Table? tested, int folds)
    {
        var how = tested is null ? $"{table.Count} rows in {folds} folds" : $"{tested.Count} test rows, {table.Count} to learn from";
        return $"{how}; {table.Classes.Count} classes; {LearnWords.Columns(table.Schema)}";
    }

    private static void WriteJson(CliHost host, IReadOnlyList<MethodScore> scores, IReadOnlyList<string> classes)
    {
        foreach (var score in scores)
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, LearnJson.Options))
            {
                writer.WriteStartObject();
                writer.WriteString("method", score.Method);
                writer.WriteNumber("rows", score.Rows);
                LearnJson.WriteScore(writer, score);
                LearnJson.WriteRecalls(writer, score, classes);
                writer.WriteEndObject();
            }

            host.Out.WriteLine(LearnJson.Text(buffer));
        }
    }
}
