using System.CommandLine;
using System.Text;
using System.Text.Json;
using Demur.Audit.Labelling;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Data;
using Demur.Exchanges;

namespace Demur.Cli.Commands;

/// <summary><c>demur label</c>: labels recorded responses, one line a row.</summary>
internal static class LabelCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "label";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Label recorded responses as refusal or compliance.";

    private const string Blocked = "blocked";
    private const string Errored = "error";
    private const string Empty = "empty";

    private const int BatchSize = 512;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("file") { Description = "Responses, or conversations with 'messages', as JSONL, JSON, CSV, TSV or Parquet, also gzipped; '-' for standard input.", DefaultValueFactory = _ => "-" };
        var fields = new ResponseFields();
        var labeler = LabelerOption.Create();
        var skip = BrokenRows.Create();
        var command = new Command(Name, Summary) { file, fields.Prompt, fields.Response, labeler, skip };
        command.SetAction((parsed, cancellationToken) =>
        {
            var reading = new Reading(parsed.GetRequiredValue(file), parsed.GetRequiredValue(fields.Prompt), parsed.GetRequiredValue(fields.Response))
            {
                NamesPrompt = parsed.GetResult(fields.Prompt) is { Implicit: false },
                SkipsBroken = parsed.GetValue(skip),
            };
            return RunAsync(host, reading, LabelerOption.Choose(parsed.GetRequiredValue(labeler)), parsed.GetValue(host.Common.Json), parsed.GetValue(host.Common.Quiet), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Reading reading, IResponseLabeler labeler, bool json, bool quiet, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        // A file is labelled on all cores while its next rows are read; a stream row by row, for whoever waits at its end.
        var stream = reading.File == DataFile.StandardInput;
        var batch = new List<Answer>(stream ? 1 : BatchSize);
        var prompts = new NamedField(reading.NamesPrompt ? reading.Prompt : null, stream ? 1 : BatchSize);
        var rows = new RowInput(host, reading.File, reading.SkipsBroken, ResponseFields.Advice);
        var labelling = Task.CompletedTask;
        try
        {
            await foreach (var answer in rows.ReadAsync(row => Read(row, reading, prompts), cancellationToken).ConfigureAwait(false))
            {
                prompts.Check();
                batch.Add(answer);
                if (stream || batch.Count >= BatchSize)
                {
                    var full = batch;
                    batch = new List<Answer>(full.Capacity);
                    await labelling.ConfigureAwait(false);
                    labelling = Task.Run(() => LabelAsync(host, labeler, json, full, counts), CancellationToken.None);
                    await (stream ? labelling : Task.CompletedTask).ConfigureAwait(false);
                }
            }

            prompts.CheckAtEnd();
        }
        catch (DemurException) when (prompts.IsMissing)
        {
            // Labels that did not see the prompts are not what was asked for.
            batch.Clear();
            throw;
        }
        finally
        {
            // What stands before a broken row is answered all the same.
            await labelling.ConfigureAwait(false);
            await LabelAsync(host, labeler, json, batch, counts).ConfigureAwait(false);
        }

        if (!quiet)
        {
            var shares = string.Join(", ", counts.Select(pair => $"{pair.Value} {pair.Key}"));
            await host.Error.WriteLineAsync($"{Counted.Of(counts.Values.Sum(), "response", "responses")}: {shares}.").ConfigureAwait(false);
        }

        return 0;
    }

    /// <summary>Labels and prints a batch.</summary>
    private static async Task LabelAsync(CliHost host, IResponseLabeler labeler, bool json, List<Answer> answers, SortedDictionary<string, int> counts)
    {
        var labelled = new (string Label, string Line)[answers.Count];
        if (labelled.Length == 1)
        {
            labelled[0] = Label(answers[0], labeler, json);
        }
        else
        {
            Parallel.For(0, labelled.Length, AllCores.Until(CancellationToken.None), index => labelled[index] = Label(answers[index], labeler, json));
        }

        var lines = new StringBuilder();
        foreach (var (label, line) in labelled)
        {
            counts[label] = counts.GetValueOrDefault(label) + 1;
            lines.Append(line).Append(host.Out.NewLine);
        }

        await host.Out.WriteAsync(lines).ConfigureAwait(false);
    }

    /// <summary>A block, a failed call and silence are no answers: they are told by the recording's own fields.</summary>
    private static Answer Read(DataRow row, Reading reading, NamedField prompts)
    {
        if (reading.IsUsual && IsConversation(row))
        {
            var exchange = ExchangeReader.Map(row).Exchange;
            return new Answer(row.Row, exchange.Prompt, exchange.Response, Named(exchange.Outcome));
        }

        prompts.Saw(row);
        var response = row.FindString(reading.Response);
        var outcome = Named(ExchangeReader.OutcomeOf(row, response));
        return new Answer(row.Row, row.FindString(reading.Prompt) ?? "", outcome is null or Empty ? row[reading.Response] : response, outcome);
    }

    private static bool IsConversation(DataRow row) => !row.Has(ResponseFields.UsualPrompt) && (row.Has("messages") || row.Has("request.messages"));

    private static string? Named(ExchangeOutcome outcome) => outcome switch
    {
        ExchangeOutcome.Blocked => Blocked,
        ExchangeOutcome.Errored => Errored,
        ExchangeOutcome.Empty => Empty,
        _ => null,
    };

    private static (string Label, string Line) Label(Answer answer, IResponseLabeler labeler, bool json)
    {
        var decision = answer.Outcome is null ? labeler.Decide(answer.Prompt, answer.Response!) : null;
        var label = answer.Outcome ?? decision!.Label;
        return (label, json ? ToJson(answer.Row, label, decision) : ToText(answer.Row, label, decision));
    }

    private static string ToText(long row, string label, ResponseDecision? decision) =>
        decision is null ? $"{row}\t{label}" : $"{row}\t{label}\t{decision.Score:F3}\t{StanceName(decision.Stance)}";

    private static string ToJson(long row, string label, ResponseDecision? decision)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("row", row);
            writer.WriteString("label", label);
            WriteNumber(writer, "score", decision is null ? null : Math.Round(decision.Score, 4));
            writer.WriteString("stance", StanceName(decision?.Stance));
            writer.WriteString("kind", decision?.Kind?.ToString().ToLowerInvariant());
            WriteNumber(writer, "onset", decision?.Onset?.Start);
            WriteNumber(writer, "onsetEnd", decision?.Onset?.End);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static string? StanceName(Stance? stance) => stance is { } named ? JsonNamingPolicy.CamelCase.ConvertName(named.ToString()) : null;

    /// <summary>One row; the outcome is null for an answer that is to be judged.</summary>
    private sealed record Answer(long Row, string Prompt, string? Response, string? Outcome);

    private sealed record Reading(string File, string Prompt, string Response)
    {
        /// <summary>Whether the prompt's field was named, and so must be there.</summary>
        public bool NamesPrompt { get; init; }

        /// <summary>Whether broken rows are left out.</summary>
        public bool SkipsBroken { get; init; }

        /// <summary>Whether the fields are the usual ones, so that conversations may stand in their place.</summary>
        public bool IsUsual => Prompt == ResponseFields.UsualPrompt && Response == ResponseFields.UsualResponse;
    }
}
