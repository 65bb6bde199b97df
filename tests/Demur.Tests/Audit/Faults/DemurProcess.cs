using System.Diagnostics;
using Demur.Testing;

namespace Demur.Tests.Audit.Faults;

/// <summary>The built command line as a process of its own, to be killed.</summary>
internal sealed class DemurProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly Task<string> _output;

    private DemurProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        _output = process.StandardOutput.ReadToEndAsync();
    }

    public static DemurProcess Start(params string[] arguments) => new(Process.Start(How(arguments))!);

    /// <summary>How the process is started, for whoever talks to it while it runs.</summary>
    public static ProcessStartInfo How(params string[] arguments)
    {
        // artifacts/bin/Demur.Tests/CONFIGURATION has a sibling for the command line; the copy beside the tests lacks what ASP.NET brings to them.
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var binary = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Demur.Cli", configuration, OperatingSystem.IsWindows() ? "Demur.Cli.exe" : "Demur.Cli"));
        var start = new ProcessStartInfo(binary, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };

        // Short sessions: what compiles fast matters, not what runs fast.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["OPENAI_API_KEY"] = Key;
        return start;
    }

    public const string Key = "sk-test-5rT9doNotPrintMe";

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Whether the process has ended.</summary>
    public bool HasEnded => _process.HasExited;

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async Task<(int ExitCode, string Out, string Error)> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    public static string WriteSuite(TemporaryFolder folder, int prompts)
    {
        File.WriteAllLines(folder["small.jsonl"], Enumerable.Range(0, prompts).Select(i => $$"""{"id":"p{{i}}","text":"prompt {{i}}","expected":"comply"}"""));
        return folder["small.jsonl"];
    }

    public static string[] Audit(FakeEndpoint endpoint, TemporaryFolder folder, string suite, params string[] more) =>
        ["audit", "--model", $"openai:fake@{endpoint.Address}", "--suite", suite, "--out", folder["run"], .. more];
}
