using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Demur.Audit.Prediction;
using Demur.Audit.Runs;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Data;
using Demur.Progress;

namespace Demur.Cli.Commands;

/// <summary><c>demur train predictor</c>: learns from a run or from labelled prompts which prompts a model refuses.</summary>
internal static class TrainPredictorCommand
{
    private static readonly string[] RefusalWords = ["refusal", "refused", "rejected", "true", "1", "yes"];
    private static readonly string[] ComplianceWords = ["compliance", "complied", "answered", "false", "0", "no"];

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var data = new Option<string?>("--data") { Description = "Labelled prompts (JSONL, JSON, CSV, TSV, Parquet).", HelpName = "file" };
        var run = new Option<string?>("--run") { Description = "The folder of an audit's run.", HelpName = "dir" };
        var output = new Option<string>("--out") { Description = "The file to write.", HelpName = "file", Required = true };
        var prompt = new Option<string>("--prompt-field") { Description = "The field with the prompt.", HelpName = "name", DefaultValueFactory = _ => "prompt" };
        var label = new Option<string>("--label-field") { Description = "The field that says refusal or compliance.", HelpName = "name", DefaultValueFactory = _ => "label" };
        var group = new Option<string>("--group-field") { Description = "The field with the prompt's source; may be absent.", HelpName = "name", DefaultValueFactory = _ => "source" };
        var method = new Option<string>("--method", "-m") { Description = $"How to learn: {LearnArguments.Methods}.", HelpName = "name", DefaultValueFactory = _ => "logistic" };
        var encoder = EncoderOption.Create("Let vectors of meaning join the words where that predicts better:");
        var command = new Command("predictor", "Learn which prompts a model refuses, and measure how far that can be trusted.") { data, run, output, method, encoder, prompt, label, group };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = PromptPredictorOptions.Of(parsed.GetRequiredValue(method)) with { Encoder = EncoderOption.Open(parsed.GetValue(encoder)) };
            var learner = new PromptRefusalLearner(options);
            var path = OutputFile.Check(parsed.GetRequiredValue(output));
            IReadOnlyList<LabeledPrompt> prompts = (parsed.GetValue(data), parsed.GetValue(run)) switch
            {
                ({ } file, null) => await ReadFileAsync(
                    host, file, parsed.GetRequiredValue(prompt), parsed.GetRequiredValue(label), parsed.GetRequiredValue(group), cancellationToken).ConfigureAwait(false),
                (null, { } folder) => RunLabels.Of(RunReader.Load(folder)),
                _ => throw new DemurException(ErrorCode.Usage, "Name either labelled prompts (--data FILE) or a run (--run DIR)."),
            };
            var progress = parsed.GetValue(host.Common.Quiet) ? null : new Lines(host.Error);
            var predictor = learner.Fit(prompts, parsed.GetValue(host.Common.Seed), progress, cancellationToken);
            predictor.Save(path);
            Report(host, predictor, path, parsed.GetValue(host.Common.Json));
            return 0;
        });
        return command;
    }

    private static async Task<List<LabeledPrompt>> ReadFileAsync(CliHost host, string file, string prompt, string label, string group, CancellationToken cancellationToken)
    {
        var prompts = new List<LabeledPrompt>();
        await foreach (var row in DataFile.ReadAsync(file, new DataFileOptions { StandardInput = host.OpenInput, ColumnAdvice = _ => "Name the field that stands for it with --prompt-field, --label-field or --group-field." }, cancellationToken).ConfigureAwait(false))
        {
            if (row.FindString(label) is { Length: > 0 } word)
            {
                prompts.Add(new LabeledPrompt { Prompt = row.GetString(prompt), IsRefusal = Parse(row, label, word), Group = row.FindString(group) });
            }
            else if (!row.Has(label))
            {
                _ = row[label]; // throws the error that lists the columns there are
            }
        }

        return prompts;
    }

    private static bool Parse(DataRow row, string label, string word)
    {
        if (RefusalWords.Contains(word.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        return ComplianceWords.Contains(word.Trim(), StringComparer.OrdinalIgnoreCase)
            ? false
            : throw row.Error(label, $"holds '{word}'; expected one of {string.Join(", ", RefusalWords)} or {string.Join(", ", ComplianceWords)}, or nothing to leave the row out");
    }

    private static void Report(CliHost host, PromptRefusalPredictor predictor, string file, bool json)
    {
        var trust = predictor.Trust;
        if (json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(new
            {
                file,
                prompts = trust.Prompts,
                refusals = trust.Refusals,
                auroc = trust.Auroc.Estimate,
                aurocLow = trust.Auroc.Low,
                aurocHigh = trust.Auroc.High,
                accuracy = trust.Accuracy.Estimate,
                brier = trust.Brier,
                calibrationError = trust.CalibrationError,
                method = predictor.Method,
                features = predictor.Card.Options.GetValueOrDefault("features"),
                encoder = predictor.EncoderId,
                level = trust.Level.ToString().ToLowerInvariant(),
                statement = trust.Statement,
                learningCurve = trust.LearningCurve.Select(point => new { prompts = point.Prompts, auroc = point.Auroc }),
                heldOut = trust.HeldOut.Select(group => new { group = group.Group, prompts = group.Prompts, refusals = group.Refusals, auroc = group.Auroc, accuracy = group.Accuracy }),
            }));
            return;
        }

        host.Out.WriteLine(trust.Statement);
        host.Out.WriteLine($"Learning curve, AUROC by prompts to learn from: {string.Join(", ", trust.LearningCurve.Select(static point => string.Create(CultureInfo.InvariantCulture, $"{point.Auroc:F3} of {point.Prompts}")))}.");
        foreach (var item in predictor.Strongest())
        {
            host.Out.WriteLine($"{ReasonsView.Weight(item),8}  {item.Words}");
        }

        host.Out.WriteLine(predictor.EncoderId is { } encoder
            ? $"Saved to {file}. It needs the sentence encoder {encoder} wherever it is used."
            : $"Saved to {file}.");
    }

    /// <summary>Writes each stage as a line.</summary>
    private sealed class Lines(TextWriter target) : IProgress<ProgressEvent>
    {
        public void Report(ProgressEvent value)
        {
            if (value.Message is { } message)
            {
                target.WriteLine($"{value.Stage} {value.Done}/{value.Total}: {message}");
            }
        }
    }
}
