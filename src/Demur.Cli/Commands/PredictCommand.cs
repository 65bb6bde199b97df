using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Audit.Labelling;
using Demur.Audit.Prediction;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Data;
using Demur.Decisions;
using Spectre.Console;

namespace Demur.Cli.Commands;

/// <summary><c>demur predict</c>: whether a model will refuse prompts, before asking it.</summary>
internal static class PredictCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "predict";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Predict from the prompt whether the model will refuse.";

    private const int ShownReasons = 4;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var input = new Argument<string>("input") { Description = "A prompt, or a file of prompts (JSONL, JSON, CSV, TSV, Parquet); '-' for standard input." };
        var model = new Option<string>("--model") { Description = "A predictor that 'demur train predictor' made.", HelpName = "file", Required = true };
        var field = new Option<string>("--prompt-field") { Description = "The field with the prompt.", HelpName = "name", DefaultValueFactory = _ => "prompt" };
        var encoder = EncoderOption.Create("The sentence encoder that the predictor was trained with, where it needs one in a folder:");
        var skip = BrokenRows.Create();
        var command = new Command(Name, Summary) { input, model, field, encoder, skip };
        command.SetAction((parsed, cancellationToken) =>
        {
            var prompts = ReadAsync(host, parsed.GetRequiredValue(input), parsed.GetRequiredValue(field), parsed.GetValue(skip), cancellationToken);
            var predictor = Load(parsed.GetRequiredValue(model), parsed.GetValue(encoder));
            return RunAsync(host, prompts, predictor, parsed.GetValue(host.Common.Json), parsed.GetValue(host.Common.Quiet), cancellationToken);
        });
        return command;
    }

    private static PromptRefusalPredictor Load(string file, string? encoder)
    {
        var predictor = PromptRefusalPredictor.Load(file, EncoderOption.For(encoder));
        return encoder is null || predictor.EncoderId is not null
            ? predictor
            : throw new DemurException(ErrorCode.Usage, $"{file} reads words alone and uses no sentence encoder; leave --encoder {encoder} out.");
    }

    private static async Task<int> RunAsync(CliHost host, IAsyncEnumerable<(long Row, string Prompt)> prompts, PromptRefusalPredictor predictor, bool json, bool quiet, CancellationToken cancellationToken)
    {
        if (!quiet && predictor.Trust.Level == TrustLevel.Unproven)
        {
            await host.Error.WriteLineAsync($"Warning: {predictor.Trust.Statement}").ConfigureAwait(false);
        }

        await foreach (var (row, prompt) in prompts.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var decision = predictor.Decide(prompt);
            if (json)
            {
                await host.Out.WriteLineAsync(ToJson(row, decision)).ConfigureAwait(false);
            }
            else
            {
                Show(host, row, prompt, decision);
            }
        }

        return 0;
    }

    private static async IAsyncEnumerable<(long Row, string Prompt)> ReadAsync(CliHost host, string input, string field, bool skipsBroken, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (input != DataFile.StandardInput && !File.Exists(input))
        {
            if (Directory.Exists(input))
            {
                throw new DemurException($"{input} is a folder; give a prompt, a file of prompts, or '-'.");
            }

            yield return ClassifierInput.LooksLikeFile(input) ? throw new DemurException($"{input}: there is no such file. Give a prompt, a file of prompts, or '-'.") : (0, input);
            yield break;
        }

        var rows = new RowInput(host, input, skipsBroken, "Name the field with the prompts with --prompt-field.");
        await foreach (var prompt in rows.ReadAsync(row => (row.Row, row.GetString(field)), cancellationToken).ConfigureAwait(false))
        {
            yield return prompt;
        }
    }

    private static void Show(CliHost host, long row, string prompt, Decision decision)
    {
        var reasons = PlainText.InLine(string.Join(", ", decision.Evidence.Items.Take(ShownReasons).Select(item => $"{item.Words} {item.Weight:+0.00;-0.00}")));
        if (!host.Terminal.OutputIsTerminal)
        {
            // The screen breaks lines at its width; whoever reads a pipe wants one line a prompt.
            host.Out.WriteLine($"{row}\t{decision.Label}\t{decision.Score:F3}\t{PlainText.InLine(prompt)}");
            host.Out.WriteLine($"\t{reasons}");
            return;
        }

        host.Screen.MarkupLine($"[bold]{row}[/]\t{(decision.Label == ResponseDecision.Refusal ? "[red]" : "[green]")}{decision.Label}[/]\t{decision.Score:F3}\t{EvidenceView.Highlight(prompt, decision.Evidence)}");
        host.Screen.MarkupLine($"\t[grey]{Markup.Escape(reasons)}[/]");
    }

    private static string ToJson(long row, Decision decision)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("row", row);
            writer.WriteString("label", decision.Label);
            writer.WriteNumber("score", Math.Round(decision.Score, 4));
            EvidenceJson.Write(writer, "evidence", decision.Evidence.Items);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
