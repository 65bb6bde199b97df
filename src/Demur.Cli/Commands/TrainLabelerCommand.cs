using System.CommandLine;
using Demur.Audit.Labelling.Training;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur train labeler</c>: makes the response labeller that ships with Demur from named open data.</summary>
internal static class TrainLabelerCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder with one folder a data set (docs/labeler.md names them).", HelpName = "dir", Required = true };
        var output = new Option<FileInfo?>("--out") { Description = "The file to write; without it only the measurements are made.", HelpName = "file" };
        var command = new Command("labeler", "Train the response labeller and measure it on sources held out whole.") { data, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            host, parsed.GetRequiredValue(data), parsed.GetValue(output), parsed.GetValue(host.Common.Json), parsed.GetValue(host.Common.Quiet), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, DirectoryInfo data, FileInfo? output, bool json, bool quiet, CancellationToken cancellationToken)
    {
        var corpus = await LabelSources.LoadAsync(data, cancellationToken).ConfigureAwait(false);
        if (!quiet)
        {
            host.Error.WriteLine($"{corpus.Training.Count} responses to learn from, {corpus.Unseen.Count} of sources that are only measured on."
                + (corpus.Absent.Count > 0 ? $" Not measured, since absent: {string.Join(", ", corpus.Absent)}." : ""));
        }

        var trainer = new LabelerTrainer();
        var scores = trainer.MeasureHeldOut(corpus, cancellationToken).ToList();
        ScoreTable.Print(host, scores, json);
        if (output is not null)
        {
            // Measurements depend on which test sources are at hand; the file must not, so only those of its own sources go in.
            var own01 = scores.Where(score => !corpus.Unseen.Any(row => row.Source == score.Source) || score.Source.StartsWith("01-", StringComparison.Ordinal)).ToList();
            trainer.Fit(corpus, cancellationToken).Save(output.FullName, trainer.Describe(corpus, own01));
        }

        return 0;
    }
}
