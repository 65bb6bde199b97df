using System.Text;
using Demur.Cli;
using Demur.Cli.Hosting;

namespace Demur.Tests.Cli;

/// <summary>Runs the command line in process and keeps what it printed.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    public static async Task<CliRun> OfAsync(
        IReadOnlyList<string> args,
        string input = "",
        int width = 80,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken? cancellationToken = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost(
            output,
            error,
            () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            name => environment?.GetValueOrDefault(name),
            TimeProvider.System,
            new TerminalInfo(width, OutputIsTerminal: false, ErrorIsTerminal: false));
        var code = await DemurCli.RunAsync(args, host, cancellationToken ?? TestContext.Current.CancellationToken);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
