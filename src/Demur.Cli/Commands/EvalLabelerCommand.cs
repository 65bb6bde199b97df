using System.CommandLine;
using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Training;
using Demur.Cli.Hosting;
using Demur.Data;

namespace Demur.Cli.Commands;

/// <summary><c>demur eval labeler</c>: measures labellers on responses that people labelled.</summary>
internal static class EvalLabelerCommand
{
    private static readonly string[] RefusalWords = ["refusal", "refused", "rejected", "1", "true", "yes", "2_full_refusal", "3_partial_refusal", "full_refusal", "partial_refusal"];
    private static readonly string[] ComplianceWords = ["compliance", "complied", "0", "false", "no", "1_full_compliance", "full_compliance"];

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var data = new Option<string>("--data") { Description = "A file of responses with labels: JSONL, JSON, CSV or Parquet; '-' for standard input.", HelpName = "file", Required = true };
        var fields = new ResponseFields();
        var label = new Option<string>("--label-field") { Description = "The field with 'refusal' or 'compliance' (also 1/0, rejected/complied).", HelpName = "name", DefaultValueFactory = _ => "label" };
        var model = new Option<FileInfo?>("--labeler") { Description = "A labeller file to measure beside the shipped one.", HelpName = "file" };
        var command = new Command("labeler", "Measure response labellers against labels by people, beside rules and three word lists.") { data, fields.Prompt, fields.Response, label, model };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var rows = await ReadAsync(host, parsed.GetRequiredValue(data), parsed.GetRequiredValue(fields.Prompt), parsed.GetRequiredValue(fields.Response), parsed.GetRequiredValue(label), cancellationToken).ConfigureAwait(false);
            var name = Path.GetFileName(parsed.GetRequiredValue(data));
            var scores = Labelers(parsed.GetValue(model)).Select(pair => new SourceScore(name, pair.Name, LabelingScore.Of(pair.Labeler, rows, cancellationToken)));
            ScoreTable.Print(host, [.. scores], parsed.GetValue(host.Common.Json));
            return 0;
        });
        return command;
    }

    private static IEnumerable<(string Name, IResponseLabeler Labeler)> Labelers(FileInfo? file)
    {
        yield return ("cascade", CascadeResponseLabeler.Default);
        yield return ("hybrid", HybridResponseLabeler.Default);
        if (file is not null)
        {
            yield return (file.Name, LabelerOption.Load(file.FullName));
        }

        yield return ("rules", new RefusalRuleLabeler());
        yield return ("string list", new StringListLabeler());
        yield return ("mitigation list", StringListLabeler.Mitigations);
        yield return ("opening list", StringListLabeler.Openings);
    }

    private static async Task<List<LabelledResponse>> ReadAsync(CliHost host, string path, string promptField, string responseField, string labelField, CancellationToken cancellationToken)
    {
        var rows = new List<LabelledResponse>();
        await foreach (var row in DataFile.ReadAsync(path, new DataFileOptions { StandardInput = host.OpenInput }, cancellationToken).ConfigureAwait(false))
        {
            var word = row.GetString(labelField).Trim().ToLowerInvariant();
            if (!RefusalWords.Contains(word) && !ComplianceWords.Contains(word))
            {
                throw new DemurException($"{row.Location}: the label '{word}' in field '{labelField}' is not one that is known; write 'refusal' or 'compliance'.");
            }

            rows.Add(new LabelledResponse
            {
                Prompt = row.FindString(promptField) ?? "",
                Response = row.FindString(responseField) ?? "",
                IsRefusal = RefusalWords.Contains(word),
            });
        }

        return rows;
    }
}
