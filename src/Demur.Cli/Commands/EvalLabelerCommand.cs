using System.CommandLine;
using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Training;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur eval labeler</c>: measures labellers on responses that people labelled.</summary>
internal static class EvalLabelerCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var data = new Option<string>("--data") { Description = "A file of responses with labels: JSONL, JSON, CSV or Parquet; '-' for standard input.", HelpName = "file", Required = true };
        var fields = new LabelledFields();
        var model = new Option<FileInfo?>("--labeler") { Description = "A labeller file to measure beside the shipped one.", HelpName = "file" };
        var command = new Command("labeler", "Measure response labellers against labels by people, beside rules and three word lists.") { data, fields.Prompt, fields.Response, fields.Label, model, fields.SkipBroken };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var rows = await fields.ReadAsync(host, parsed.GetRequiredValue(data), parsed, cancellationToken).ConfigureAwait(false);
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
}
