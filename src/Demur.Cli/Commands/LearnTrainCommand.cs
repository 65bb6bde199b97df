using System.CommandLine;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Learning;
using Demur.Learning.Evaluation;
using Demur.Learning.Models;
using Demur.Learning.Tables;

namespace Demur.Cli.Commands;

/// <summary><c>demur learn train</c>: makes a classifier of labelled rows, measured on rows that it had not seen.</summary>
internal static class LearnTrainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var arguments = new LearnArguments();
        var method = new Option<string>("--method", "-m") { Description = $"How to learn: {LearnArguments.Methods}.", HelpName = "name", DefaultValueFactory = _ => "logistic" };
        var output = new Option<string>("--out", "-o") { Description = "The model file to write.", HelpName = "file", Required = true };
        var folds = new Option<int>("--folds") { Description = "Folds to measure the method by before it learns from all rows; 0 measures nothing.", HelpName = "n", DefaultValueFactory = _ => 5 };
        var command = new Command("train", "Make a classifier of labelled rows, text or tables.") { arguments.Data, output, method };
        foreach (var option in arguments.All.Append(folds))
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var trials = arguments.Trials(parsed, [parsed.GetRequiredValue(method)]);
            var trial = trials.Count == 1 ? trials[0] : throw new DemurException(ErrorCode.Usage, "One file holds one classifier: name one method here, or compare several with 'demur learn eval'.");
            var file = LearnArguments.OutputFile(parsed.GetRequiredValue(output));
            var table = await arguments.ReadAsync(parsed, host, cancellationToken).ConfigureAwait(false);
            var (seed, count) = (parsed.GetValue(host.Common.Seed), parsed.GetValue(folds));
            using var progress = new StageProgress(host, parsed.GetValue(host.Common.Quiet));
            var score = count == 0 ? null : Measure(table, trial, count, seed, host, progress, cancellationToken);
            var classifier = trial.Method.Fit(table, trial.Settings, seed, progress, cancellationToken);
            progress.Clear();
            classifier = score is null ? classifier : classifier.WithCard(Measured(classifier.Card, score, count));
            classifier.Save(file);
            Report(host, table, classifier, score, file, parsed.GetValue(host.Common.Json));
            return 0;
        });
        return command;
    }

    private static MethodScore Measure(Table table, MethodTrial trial, int folds, int seed, CliHost host, StageProgress progress, CancellationToken cancellationToken) =>
        new MethodComparison(new EvaluationOptions { Folds = folds, Clock = host.Clock }).Fold(table, [trial], seed, progress, cancellationToken)[0];

    private static ModelCard Measured(ModelCard card, MethodScore score, int folds)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["accuracy"] = score.Accuracy.Estimate,
            ["accuracy low"] = score.Accuracy.Low,
            ["accuracy high"] = score.Accuracy.High,
            ["macro F1"] = score.MacroF1.Estimate,
        };
        if (score.Auroc is { } auroc)
        {
            (metrics["auroc"], metrics["auroc low"], metrics["auroc high"]) = (auroc.Estimate, auroc.Low, auroc.High);
        }

        return card with { Metrics = metrics, Notes = [.. card.Notes, $"Metrics are of {folds}-fold cross-validation: every row was scored by a classifier that had not seen it."] };
    }

    private static void Report(CliHost host, Table table, IClassifier classifier, MethodScore? score, string file, bool json)
    {
        if (json)
        {
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, LearnJson.Options))
            {
                writer.WriteStartObject();
                writer.WriteString("file", file);
                writer.WriteString("method", classifier.Method);
                writer.WriteNumber("rows", table.Count);
                LearnJson.WriteClasses(writer, table);
                LearnJson.WriteColumns(writer, table.Schema);
                if (score is not null)
                {
                    LearnJson.WriteScore(writer, score);
                }

                writer.WriteEndObject();
            }

            host.Out.WriteLine(LearnJson.Text(buffer));
            return;
        }

        host.Out.WriteLine($"{table.Count} rows: {string.Join(", ", table.Classes.Zip(table.ClassCounts(), (name, count) => $"{count} {name}"))}.");
        host.Out.WriteLine($"Learned from {LearnWords.Columns(table.Schema)}.");
        if (score is not null)
        {
            host.Out.WriteLine($"On rows not seen: accuracy {score.Accuracy}, macro-F1 {score.MacroF1}{(score.Auroc is { } auroc ? $", AUROC {auroc}" : "")}.");
        }

        ReasonsView.Show(host, classifier, count: 8);
        host.Out.WriteLine($"Saved to {file} ({LearnWords.Bytes(new FileInfo(file).Length)}).");
    }
}
