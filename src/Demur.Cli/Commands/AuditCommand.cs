using System.CommandLine;
using Demur.Audit;
using Demur.Audit.Endpoints;
using Demur.Audit.Gates;
using Demur.Audit.Recordings;
using Demur.Audit.Reports;
using Demur.Audit.Runs;
using Demur.Audit.Store;
using Demur.Audit.Suites;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Data;
using Demur.Neural.Organisms;
using Demur.Suites;
using Microsoft.Extensions.AI;

namespace Demur.Cli.Commands;

/// <summary><c>demur audit</c>: asks a model the prompts of suites, or takes recorded answers, and reports what it refused and should not have, and the reverse.</summary>
internal sealed class AuditCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "audit";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Ask a model, or take recorded answers, and report what it refuses and should not, and the reverse; the built-in model when none is named.";

    private const string DefaultSuite = "core";
    private readonly CliHost _host;
    private readonly AuditArguments _arguments;
    private readonly ParseResult _parsed;

    private AuditCommand(CliHost host, AuditArguments arguments, ParseResult parsed)
    {
        _host = host;
        _arguments = arguments;
        _parsed = parsed;
    }

    private bool Quiet => _parsed.GetValue(_host.Common.Quiet);

    private bool Json => _parsed.GetValue(_host.Common.Json);

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var arguments = new AuditArguments();
        var command = new Command(Name, Summary);
        foreach (var option in arguments.All)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => new AuditCommand(host, arguments, parsed).RunAsync(cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var gates = (_parsed.GetValue(_arguments.FailIf) ?? []).Select(Gate.Parse).ToList();
        _ = (_arguments.Predictor(_parsed), _arguments.Labeler(_parsed)); // a name that is not known is told before anything is asked
        var (model, responses) = (_parsed.GetValue(_arguments.Model), _parsed.GetValue(_arguments.Responses));
        return (model, responses) switch
        {
            (null, null) => await AskLocalAsync(LocalModel.Organism, gates, cancellationToken).ConfigureAwait(false),
            ({ }, { }) => throw new DemurException(ErrorCode.Usage, "--model asks and --responses reads; give one of them."),
            ({ }, null) when LocalModel.IsLocal(model) => await AskLocalAsync(model, gates, cancellationToken).ConfigureAwait(false),
            ({ }, null) => await AskEndpointAsync(ModelSpec.Parse(model), gates, cancellationToken).ConfigureAwait(false),
            _ => await ReadAsync(responses!, gates, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<int> AskEndpointAsync(ModelSpec spec, IReadOnlyList<Gate> gates, CancellationToken cancellationToken)
    {
        var key = EndpointKey.Find(spec, _arguments.KeyVariableOf(_parsed), _host.Environment);
        var options = _arguments.Bind(_parsed, _host, spec.ToString(), key);
        var suites = await SuitesAsync([DefaultSuite], cancellationToken).ConfigureAwait(false);
        using var client = ChatEndpoint.Connect(spec, key);
        return await AskAsync(client, suites, options, spec.Model, gates, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> AskLocalAsync(string spec, IReadOnlyList<Gate> gates, CancellationToken cancellationToken)
    {
        using var model = LocalModel.Load(spec);
        var options = _arguments.Bind(_parsed, _host, model.Spec, key: null);
        var suites = await SuitesOfAsync(model, cancellationToken).ConfigureAwait(false);
        return await AskAsync(model.Client, suites, options, model.Name, gates, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The suites to ask a local model: the organism's own when none is named, and a remark when it is asked in a language that it does not speak.</summary>
    private async Task<IReadOnlyList<Suite>> SuitesOfAsync(LocalModel model, CancellationToken cancellationToken)
    {
        if (model.OwnSuite is not { } own)
        {
            return await SuitesAsync([DefaultSuite], cancellationToken).ConfigureAwait(false);
        }

        if (_parsed.GetValue(_arguments.Suites) is not { Length: > 0 } named || named is [OrganismSuite.Name])
        {
            return [own];
        }

        if (!Quiet)
        {
            await _host.Error.WriteLineAsync($"demur: {model.Name} knows a few hundred words of a language of its own; on other suites than '{OrganismSuite.Name}' its answers say nothing about them.").ConfigureAwait(false);
        }

        return await SuitesAsync([], cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> AskAsync(IChatClient client, IReadOnlyList<Suite> suites, AuditOptions options, string name, IReadOnlyList<Gate> gates, CancellationToken cancellationToken)
    {
        foreach (var gate in gates)
        {
            gate.RequireCategory(suites);
        }

        var folder = Folder(name);
        AuditReport.CheckFolder(folder);
        var store = SqliteRunStore.Open(folder);
        await using (store.ConfigureAwait(false))
        {
            var audit = new RefusalAudit(client, suites, options with { Store = store });
            try
            {
                await using var notice = cancellationToken.Register(Notice).ConfigureAwait(false);
                var result = await new AuditProgress(_host, Quiet).ShowAsync(progress => audit.RunAsync(progress, cancellationToken)).ConfigureAwait(false);
                return await CloseAsync(result, folder, suites, gates, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                var stored = await store.ListAsync(CancellationToken.None).ConfigureAwait(false);
                await _host.Error.WriteLineAsync($"demur: interrupted with {Counted.Of(stored.Count, "answer", "answers")} stored in {folder}; the same command goes on from there.").ConfigureAwait(false);
                return 130;
            }
        }
    }

    private async Task<int> ReadAsync(string responses, IReadOnlyList<Gate> gates, CancellationToken cancellationToken)
    {
        _arguments.RefuseAsking(_parsed);
        var suites = await SuitesAsync([], cancellationToken).ConfigureAwait(false);
        var report = new DataReadReport();
        var options = new DataFileOptions
        {
            Columns = Columns,
            StandardInput = _host.OpenInput,
            Report = report,
            BrokenRows = BrokenRows.PolicyOf(_parsed.GetValue(_arguments.SkipBroken)),
        };
        var isSample = SampleRecordings.Contains(responses);
        var name = isSample ? SampleRecordings.FileName(responses) : Path.GetFileName(responses);
        var stream = isSample ? SampleRecordings.Open(responses) : null;
        await using var opened = (stream ?? Stream.Null).ConfigureAwait(false);
        var rows = stream is null ? DataFile.ReadAsync(responses, options, cancellationToken) : DataFile.ReadAsync(stream, name, options, cancellationToken);
        var exchanges = ExchangeReader.ReadAsync(rows, cancellationToken);
        var folder = Folder(isSample ? responses : Path.GetFileNameWithoutExtension(responses));
        AuditReport.CheckFolder(folder);
        var isNew = !Directory.Exists(folder);
        var audit = new RecordedAudit(suites, _arguments.Labeler(_parsed), _host.Clock) { Reading = report };
        Run run;
        try
        {
            var store = SqliteRunStore.Open(folder);
            await using (store.ConfigureAwait(false))
            {
                run = await new AuditProgress(_host, Quiet).ShowAsync(progress => audit.RunAsync(exchanges, name, store, progress, cancellationToken)).ConfigureAwait(false);
            }
        }
        catch (DemurException error) when (isNew && error.Code != ErrorCode.Storage)
        {
            // A recording that cannot be read leaves nothing behind that would look like a run.
            Directory.Delete(folder, recursive: true);
            throw;
        }

        await BrokenRows.TellAsync(_host, report).ConfigureAwait(false);
        return await CloseAsync(new AuditResult(run, Pending: 0, Stopped: null), folder, suites, gates, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the report, shows the summary, checks the gates.</summary>
    private async Task<int> CloseAsync(AuditResult result, string folder, IReadOnlyList<Suite> suites, IReadOnlyList<Gate> gates, CancellationToken cancellationToken)
    {
        var options = new ReportOptions
        {
            StoppedAtLimit = result.Stopped is not null,
            Predictor = PredictorQuality.Measure(result.Run, _parsed.GetValue(_host.Common.Seed), _arguments.Predictor(_parsed), cancellationToken),
        };
        var statistics = await AuditReport.WriteAsync(result.Run, folder, options, cancellationToken).ConfigureAwait(false);
        var summary = new AuditSummary(result, statistics, Path.Combine(folder, AuditReport.PageName), [.. gates.Select(gate => gate.Check(result.Run, suites))]);
        if (Json)
        {
            await _host.Out.WriteLineAsync(summary.ToJson()).ConfigureAwait(false);
        }
        else
        {
            summary.Show(_host.Screen);
        }

        foreach (var gate in summary.Gates.Where(gate => !gate.Passed))
        {
            await _host.Error.WriteLineAsync($"demur: gate {gate.Describe()}").ConfigureAwait(false);
        }

        if (result.Stopped is not null)
        {
            await _host.Error.WriteLineAsync($"demur: stopped with {Counted.Of(result.Pending, "answer", "answers")} to go: {result.Stopped}. Raise the limit, and the same command goes on.").ConfigureAwait(false);
        }

        if (statistics.Outcomes.Errored == result.Run.Answers.Count && result.Run.Answers.Count > 0)
        {
            throw new DemurException(ErrorCode.Network, $"No prompt got an answer. The last error: {result.Run.Answers[^1].Answer.Error} The same command asks again.");
        }

        return summary.Gates.All(gate => gate.Passed) ? 0 : 1;
    }

    private void Notice()
    {
        if (!Quiet)
        {
            _host.Error.WriteLine("\ndemur: stopping; answers under way are awaited for a few seconds, Ctrl-C again ends at once.");
        }
    }

    private ColumnMap Columns => ColumnMap.Parse(_parsed.GetValue(_arguments.Map) ?? []);

    private async Task<IReadOnlyList<Suite>> SuitesAsync(string[] unnamed, CancellationToken cancellationToken)
    {
        var names = _parsed.GetValue(_arguments.Suites) is { Length: > 0 } named ? named : unnamed;
        var suites = new List<Suite>();
        var data = new DataFileOptions { Columns = Columns, StandardInput = _host.OpenInput };
        foreach (var name in names)
        {
            suites.Add(await SuiteReader.LoadAsync(name, new SuiteReaderOptions { Data = data }, cancellationToken).ConfigureAwait(false));
        }

        return suites;
    }

    private string Folder(string subject) => _parsed.GetValue(_arguments.Out) is { } named
        ? named
        : "audit-" + string.Concat(subject.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? character : '-')).Trim('-');
}
