using System.CommandLine;
using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Adaptation;
using Demur.Audit.Labelling.Training;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur train labeler</c>: adapts the shipped response labeller to its user's own labels, or makes its first stage again from named open data.</summary>
internal sealed class TrainLabelerCommand
{
    private const string Cascade = "cascade";
    private const string Hybrid = "hybrid";

    private readonly CliHost _host;
    private readonly bool _json;
    private readonly bool _quiet;
    private readonly FileInfo? _output;

    private TrainLabelerCommand(CliHost host, ParseResult parsed, FileInfo? output)
    {
        (_host, _output) = (host, output);
        (_json, _quiet) = (parsed.GetValue(host.Common.Json), parsed.GetValue(host.Common.Quiet));
    }

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var answers = new Option<string?>("--answers") { Description = "Responses with your labels, from some 50 on: JSONL, JSON, CSV or Parquet; '-' for standard input.", HelpName = "file" };
        var fields = new LabelledFields();
        var from = new Option<string>("--from") { Description = "What to adapt: 'cascade' (accurate) or 'hybrid' (its first stage alone: 30 times as fast and more).", HelpName = "name", DefaultValueFactory = _ => Cascade };
        var data = new Option<DirectoryInfo?>("--data") { Description = "In place of --answers: the folder of the open data that the shipped labeller was made of (docs/labeler.md names them).", HelpName = "dir" };
        var output = new Option<FileInfo?>("--out") { Description = "The file to write; without it only the measurements are made.", HelpName = "file" };
        var command = new Command("labeler", "Adapt the response labeller to your own labels, or make the shipped one again.") { answers, fields.Prompt, fields.Response, fields.Label, from, data, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = new TrainLabelerCommand(host, parsed, parsed.GetValue(output));
            run.CheckOutput();
            return (parsed.GetValue(answers), parsed.GetValue(data)) switch
            {
                ({ } file, null) => run.Adapt(Start(parsed.GetRequiredValue(from)), await fields.ReadAsync(host, file, parsed, cancellationToken).ConfigureAwait(false), file == "-" ? "standard input" : Path.GetFileName(file), parsed.GetValue(host.Common.Seed), cancellationToken),
                (null, { } folder) => await run.MakeAsync(folder, cancellationToken).ConfigureAwait(false),
                _ => throw new DemurException(
                    ErrorCode.Usage,
                    "Name either --answers, a file of your own labelled responses to adapt the shipped labeller to, or --data, the folder of open data that it was made of."),
            };
        });
        return command;
    }

    private void CheckOutput()
    {
        if (_output is not null)
        {
            OutputFile.Check(_output.FullName);
        }
    }

    private static CascadeResponseLabeler Start(string name) => name switch
    {
        Cascade => CascadeResponseLabeler.Default,
        Hybrid => new CascadeResponseLabeler(cascade: new CascadeOptions { Bound = 0 }),
        _ => throw new DemurException(ErrorCode.UnknownName, $"There is no shipped labeller '{name}' to adapt; name '{Cascade}' or '{Hybrid}'."),
    };

    private int Adapt(CascadeResponseLabeler from, List<LabelledResponse> answers, string source, int seed, CancellationToken cancellationToken)
    {
        var adapted = AdaptedResponseLabeler.Fit(answers, from, new AdaptationOptions { Seed = seed }, cancellationToken);
        ScoreTable.Print(_host, [.. adapted.Scores.Select(score => new SourceScore(source, score.Name, score.Score))], _json);
        if (_output is not null)
        {
            adapted.Save(_output.FullName);
        }

        if (!_quiet)
        {
            _host.Error.WriteLine($"Measured on responses that were not learnt from, five parts in turn. {Verdict(adapted)}"
                + (_output is null ? "" : $" Written to {_output.Name}; use it with '--labeler {_output.Name}' in label, audit and eval labeler."));
        }

        return 0;
    }

    private static string Verdict(AdaptedResponseLabeler adapted)
    {
        var (before, after) = (adapted.Scores[0], adapted.Scores.First(score => score.Kind == adapted.Kind));
        return adapted.Kind == AdaptationKind.None
            ? $"Chosen: {after.Name}, since nothing that these labels could teach gives them more probability by more than chance."
            : $"Chosen: {after.Name}, since that gives your labels more probability by more than chance (log loss {before.LogLoss:F3} before, {after.LogLoss:F3} now).";
    }

    private async Task<int> MakeAsync(DirectoryInfo data, CancellationToken cancellationToken)
    {
        var corpus = await LabelSources.LoadAsync(data, cancellationToken).ConfigureAwait(false);
        if (!_quiet)
        {
            _host.Error.WriteLine($"{corpus.Training.Count} responses to learn from, {corpus.Unseen.Count} of sources that are only measured on."
                + (corpus.Absent.Count > 0 ? $" Not measured, since absent: {string.Join(", ", corpus.Absent)}." : ""));
        }

        var trainer = new LabelerTrainer();
        var scores = trainer.MeasureHeldOut(corpus, cancellationToken).ToList();
        ScoreTable.Print(_host, scores, _json);
        if (_output is not null)
        {
            // Measurements depend on which test sources are at hand; the file must not, so only those of its own sources go in.
            var own01 = scores.Where(score => !corpus.Unseen.Any(row => row.Source == score.Source) || score.Source.StartsWith("01-", StringComparison.Ordinal)).ToList();
            trainer.Fit(corpus, cancellationToken).Save(_output.FullName, trainer.Describe(corpus, own01));
        }

        return 0;
    }
}
