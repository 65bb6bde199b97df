using System.CommandLine;
using System.Text;
using System.Text.Json;
using Demur.Audit.Labelling;
using Demur.Cli.Hosting;
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

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("file") { Description = "Responses as JSONL, JSON, CSV, TSV or Parquet, also gzipped; '-' for standard input.", DefaultValueFactory = _ => "-" };
        var fields = new ResponseFields();
        var labeler = new Option<string>("--labeler") { Description = "'hybrid', 'rules', or a labeller file.", HelpName = "name", DefaultValueFactory = _ => "hybrid" };
        var command = new Command(Name, Summary) { file, fields.Prompt, fields.Response, labeler };
        command.SetAction((parsed, cancellationToken) =>
        {
            var reading = new Reading(parsed.GetRequiredValue(file), parsed.GetRequiredValue(fields.Prompt), parsed.GetRequiredValue(fields.Response));
            return RunAsync(host, reading, Choose(parsed.GetRequiredValue(labeler)), parsed.GetValue(host.Common.Json), parsed.GetValue(host.Common.Quiet), cancellationToken);
        });
        return command;
    }

    private static IResponseLabeler Choose(string name) => name switch
    {
        "hybrid" => HybridResponseLabeler.Default,
        "rules" => new RefusalRuleLabeler(),
        _ when File.Exists(name) => HybridResponseLabeler.Load(name),
        _ => throw new DemurException(ErrorCode.UnknownName, $"There is no labeller '{name}': name 'hybrid', 'rules' or a file that 'demur train labeler' made."),
    };

    private static async Task<int> RunAsync(CliHost host, Reading reading, IResponseLabeler labeler, bool json, bool quiet, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in DataFile.ReadAsync(reading.File, new DataFileOptions { StandardInput = host.OpenInput }, cancellationToken).ConfigureAwait(false))
        {
            var response = row.Has(reading.Response) ? row.FindString(reading.Response) : OutcomeOf(row) is null ? row[reading.Response] : null;
            var label = OutcomeOf(row) ?? (string.IsNullOrWhiteSpace(response) ? Empty : null);
            var decision = label is null ? labeler.Decide(row.FindString(reading.Prompt) ?? "", response!) : null;
            label ??= decision!.Label;
            counts[label] = counts.GetValueOrDefault(label) + 1;
            await host.Out.WriteLineAsync(json ? ToJson(row.Row, label, decision) : ToText(row.Row, label, decision)).ConfigureAwait(false);
        }

        if (!quiet)
        {
            await host.Error.WriteLineAsync($"{counts.Values.Sum()} responses: {string.Join(", ", counts.Select(pair => $"{pair.Value} {pair.Key}"))}.").ConfigureAwait(false);
        }

        return 0;
    }

    /// <summary>A provider's block and a failed call are no answers: they are told by the recording's own fields, never by its text.</summary>
    private static string? OutcomeOf(DataRow row)
    {
        var outcome = row.FindString("outcome") ?? row.FindString("finish_reason");
        if (outcome is not null && (outcome.Equals("content_filter", StringComparison.OrdinalIgnoreCase) || outcome.Equals(nameof(ExchangeOutcome.Blocked), StringComparison.OrdinalIgnoreCase)))
        {
            return Blocked;
        }

        var failed = outcome is not null && outcome.Equals(nameof(ExchangeOutcome.Errored), StringComparison.OrdinalIgnoreCase);
        return failed || !string.IsNullOrWhiteSpace(row.FindString("error")) ? Errored : null;
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

    private sealed record Reading(string File, string Prompt, string Response);
}
