using System.CommandLine;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Learning;
using Demur.Learning.Evaluation;
using Demur.Learning.Methods;
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
        var trace = new Option<string?>("--trace") { Description = "With --self-train: write which row was labelled what, when and how surely, one JSON object a line.", HelpName = "file" };
        var onto = new Option<string?>("--onto") { Description = "Learn these rows in addition to those that this model of method ss3 has learnt.", HelpName = "file" };
        var command = new Command("train", "Make a classifier of labelled rows, text or tables.") { arguments.Data, output, method };
        foreach (var option in arguments.All.Append(trace).Append(onto).Append(folds))
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(onto) is { } old)
            {
                return await LearnMoreAsync(parsed, host, arguments, old, OutputFile.Check(parsed.GetRequiredValue(output)), cancellationToken).ConfigureAwait(false);
            }

            var trials = arguments.Trials(parsed, [parsed.GetRequiredValue(method)]);
            var trial = trials.Count == 1 ? trials[0] : throw new DemurException(ErrorCode.Usage, "One file holds one classifier: name one method here, or compare several with 'demur learn eval'.");
            var file = OutputFile.Check(parsed.GetRequiredValue(output));
            var traceFile = parsed.GetValue(trace) is { } path ? arguments.Rows.RequireSelfTraining(parsed, trace.Name, OutputFile.Check(path, trace.Name)) : null;
            var table = await arguments.ReadAsync(parsed, host, cancellationToken).ConfigureAwait(false);
            SelfTrainingTrace? told = null;
            trial = (await arguments.Rows.ApplyAsync(parsed, host, [trial], table, last => told = last, cancellationToken).ConfigureAwait(false))[0];
            var (seed, count) = (parsed.GetValue(host.Common.Seed), parsed.GetValue(folds));
            using var progress = new StageProgress(host, parsed.GetValue(host.Common.Quiet));
            var scores = count == 0 ? [] : Measure(table, trial, count, seed, host, progress, cancellationToken);
            var classifier = trial.Method.Fit(table, trial.Settings, seed, progress, cancellationToken); // the last training, so that the trace is its own
            progress.Clear();
            classifier = scores.Count == 0 ? classifier : classifier.WithCard(Measured(classifier.Card, scores[0], count));
            classifier.Save(file);
            if (traceFile is not null)
            {
                SelfTrainingView.WriteTrace(traceFile, told!, table.Classes);
            }

            Report(host, table, classifier, scores, told, file, parsed.GetValue(host.Common.Json));
            return 0;
        });
        return command;
    }

    private static async Task<int> LearnMoreAsync(ParseResult parsed, CliHost host, LearnArguments arguments, string old, string file, CancellationToken cancellationToken)
    {
        if (ClassifierFile.Load(old) is not Ss3Classifier classifier)
        {
            throw new DemurException(ErrorCode.Usage, $"{old}: only models of method ss3 keep what they counted, so that rows can be added; train others again on all rows.");
        }

        var path = parsed.GetRequiredValue(arguments.Data);
        var table = await TableReader.ReadLikeAsync(LearnArguments.RowsOf(host, path, cancellationToken), classifier.Schema, classifier.Classes, LearnArguments.NameOf(path), cancellationToken).ConfigureAwait(false);
        await LearnArguments.RemarkAsync(parsed, host, table).ConfigureAwait(false);
        var more = classifier.LearnMore(table);
        more.Save(file);
        Report(host, table, more, [], null, file, parsed.GetValue(host.Common.Json));
        return 0;
    }

    /// <summary>The method as it will be trained, then the same without resampling and self-training where it has them.</summary>
    private static IReadOnlyList<MethodScore> Measure(Table table, MethodTrial trial, int folds, int seed, CliHost host, StageProgress progress, CancellationToken cancellationToken) =>
        new MethodComparison(new EvaluationOptions { Folds = folds, Clock = host.Clock }).Fold(table, trial.Name == trial.Plain.Name ? [trial] : [trial, trial.Plain], seed, progress, cancellationToken);

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

    private static void Report(CliHost host, Table table, IClassifier classifier, IReadOnlyList<MethodScore> scores, SelfTrainingTrace? trace, string file, bool json)
    {
        var (score, plain) = (scores.Count > 0 ? scores[0] : null, scores.Count > 1 ? scores[1] : null);
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

                if (plain is not null)
                {
                    writer.WriteStartObject("without");
                    LearnJson.WriteScore(writer, plain);
                    writer.WriteEndObject();
                }

                if (trace is not null)
                {
                    SelfTrainingView.WriteJson(writer, trace, table.Classes);
                }

                writer.WriteEndObject();
            }

            host.Out.WriteLine(LearnJson.Text(buffer));
            return;
        }

        host.Out.WriteLine($"{table.Count} rows: {string.Join(", ", table.Classes.Zip(table.ClassCounts(), (name, count) => $"{count} {name}"))}.");
        host.Out.WriteLine($"Learned from {LearnWords.Columns(table.Schema)}.");
        if (trace is not null)
        {
            SelfTrainingView.Show(host, trace, table.Classes);
        }

        if (score is not null)
        {
            host.Out.WriteLine($"On rows not seen: {Figures(score)}.");
        }

        if (plain is not null)
        {
            host.Out.WriteLine($"Without {Changes(scores[0].Method)}: {Figures(plain)}.");
        }

        ReasonsView.Show(host, classifier, count: 8);
        host.Out.WriteLine($"Saved to {file} ({LearnWords.Bytes(new FileInfo(file).Length)}).");
    }

    private static string Figures(MethodScore score) => $"accuracy {score.Accuracy}, macro-F1 {score.MacroF1}{(score.Auroc is { } auroc ? $", AUROC {auroc}" : "")}";

    /// <summary>What a trial's name says after the method's.</summary>
    private static string Changes(string name) => name[(name.IndexOf(',', StringComparison.Ordinal) + 2)..];
}
