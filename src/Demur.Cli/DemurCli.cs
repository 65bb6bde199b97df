using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Demur.Cli.Commands;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;

namespace Demur.Cli;

/// <summary>The whole command line as a function of its arguments, so that tests run it in process.</summary>
public static class DemurCli
{
    private static readonly CommandEntry[] Commands =
    [
        new(AuditCommand.Name, AuditCommand.Summary, AuditCommand.Create),
        new(ReportCommand.Name, ReportCommand.Summary, ReportCommand.Create),
        new(DiffCommand.Name, DiffCommand.Summary, DiffCommand.Create),
        new(LabelCommand.Name, LabelCommand.Summary, LabelCommand.Create),
        new(PredictCommand.Name, PredictCommand.Summary, PredictCommand.Create),
        new(TrainCommand.Name, TrainCommand.Summary, TrainCommand.Create),
        new(LearnCommand.Name, LearnCommand.Summary, LearnCommand.Create),
        new(EvalCommand.Name, EvalCommand.Summary, EvalCommand.Create),
        new(SuitesCommand.Name, SuitesCommand.Summary, SuitesCommand.Create),
        new(ModelCommand.Name, ModelCommand.Summary, ModelCommand.Create),
        new(ModelsCommand.Name, ModelsCommand.Summary, ModelsCommand.Create),
        new(OrganismCommand.Name, OrganismCommand.Summary, OrganismCommand.Create),
        new(PapersCommand.Name, PapersCommand.Summary, PapersCommand.Create),
        new(ReproduceCommand.Name, ReproduceCommand.Summary, ReproduceCommand.Create),
        new(InfoCommand.Name, InfoCommand.Summary, InfoCommand.Create),
    ];

    /// <summary>The words that start a command.</summary>
    internal static IEnumerable<string> CommandNames => Commands.Select(entry => entry.Name);

    /// <summary>Parses and runs one command line.</summary>
    /// <param name="args">The arguments after <c>demur</c>.</param>
    /// <param name="host">The console, environment and clock to use.</param>
    /// <param name="cancellationToken">Cancelled on Ctrl-C; the command then saves what it has and ends with 130.</param>
    /// <returns>The exit code: 0 done, 1 a gate or check failed, 2 usage or bad input, 3 the environment failed, 130 interrupted.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliHost host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(host);
        var root = Root(host, args);
        if (args.Count == 0)
        {
            args = ["--help"];
        }

        var parsed = root.Parse(args);
        if (parsed.Action is not HelpPage && ValueCheck.FindProblem(parsed) is { } problem)
        {
            return UsageError(parsed, host, problem);
        }

        if (parsed.Errors.Count > 0 && parsed.Action is not HelpPage)
        {
            return UsageError(parsed, host);
        }

        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };

        // Help and version only print: awaiting them would compile state machines that `demur --help` need not wait for.
        Func<Task<int>> command = parsed.Action is SynchronousCommandLineAction
            ? () => Task.FromResult(parsed.Invoke(configuration))
            : () => parsed.InvokeAsync(configuration, cancellationToken);
        return await host.GuardAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Parses a command line without running it.</summary>
    internal static ParseResult Parse(IReadOnlyList<string> args) => Root(CliHost.ForProcess(), args).Parse(args);

    /// <summary>Builds the options of the named command only: every value type of an option costs start-up time.</summary>
    private static RootCommand Root(CliHost host, IReadOnlyList<string> args)
    {
        var root = new RootCommand("Models that say no: measure, predict and explain what a chat model refuses.");
        foreach (var option in host.Common.All)
        {
            root.Options.Add(option);
        }

        new HelpPage(host).Replace(root);
        foreach (var entry in Commands)
        {
            root.Subcommands.Add(args.Contains(entry.Name, StringComparer.Ordinal) ? entry.Create(host) : new Command(entry.Name, entry.Summary));
        }

        return root;
    }

    private static int UsageError(ParseResult parsed, CliHost host)
    {
        var errors = parsed.Errors.Select(error => WithoutValue(error.Message)).Where(message => !message.StartsWith("Required command", StringComparison.Ordinal)).ToList();
        host.Error.WriteLine(errors.Count > 0 ? $"demur: {PlainText.Printable(errors[0])}" : "demur: Name a command.");

        var unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        var near = unknown is null ? [] : Names.Nearest(unknown, KnownTokens(parsed.CommandResult));
        if (near.Count > 0)
        {
            host.Error.WriteLine($"Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?");
        }

        return SeeHelp(parsed, host);
    }

    private static int UsageError(ParseResult parsed, CliHost host, string problem)
    {
        host.Error.WriteLine($"demur: {PlainText.Printable(problem)}");
        return SeeHelp(parsed, host);
    }

    private static int SeeHelp(ParseResult parsed, CliHost host)
    {
        host.Error.WriteLine($"See 'demur{PathOf(parsed.CommandResult)} --help'.");
        return 2;
    }

    /// <summary>Drops the value of a mistyped <c>--option=value</c>: it may be a key.</summary>
    private static string WithoutValue(string message)
    {
        var (equals, quote) = (message.IndexOf('=', StringComparison.Ordinal), message.LastIndexOf('\'', message.Length - 1));
        return equals < 0 || quote < equals ? message : message[..equals] + message[quote..];
    }

    /// <summary>The words of a command after <c>demur</c>, each with a space before it.</summary>
    private static string PathOf(CommandResult result) => result.Command is RootCommand ? "" : $"{(result.Parent is CommandResult parent ? PathOf(parent) : "")} {result.Command.Name}";

    private static IEnumerable<string> KnownTokens(CommandResult result)
    {
        for (SymbolResult? current = result; current is CommandResult command; current = command.Parent)
        {
            foreach (var name in command.Command.Subcommands.Select(sub => sub.Name).Concat(command.Command.Options.Select(option => option.Name)))
            {
                yield return name;
            }
        }
    }
}
