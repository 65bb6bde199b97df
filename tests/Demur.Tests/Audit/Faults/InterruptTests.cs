using System.Diagnostics;
using Demur.Audit.Runs;
using Demur.Testing;

namespace Demur.Tests.Audit.Faults;

public sealed class InterruptTests
{
    [Fact]
    public async Task A_signal_that_a_wrapper_sends_twice_still_ends_cleanly_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no kill command on Windows.");
        Assert.SkipWhen(IsInterruptIgnored(), "These tests were started with SIGINT ignored, as a shell starts jobs in its background, and so is what they start.");
        using var folder = new TemporaryFolder();
        var suite = DemurProcess.WriteSuite(folder, 400);
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Answer("Sure.") with { Delay = TimeSpan.FromMilliseconds(100) });
        using var process = DemurProcess.Start(DemurProcess.Audit(endpoint, folder, suite, "-c", "4"));
        while (endpoint.Completed.Count < 4)
        {
            Assert.False(process.HasEnded);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        using (var kill = Process.Start("sh", ["-c", $"kill -INT {process.Id}; kill -INT {process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var (code, output, error) = await process.EndAsync(TestContext.Current.CancellationToken);

        var stored = RunReader.Load(folder["run"]).Answers.Count;
        Assert.Equal(130, code);
        Assert.Empty(output);
        Assert.Contains($"demur: interrupted with {stored} answers stored in {folder["run"]}; the same command goes on from there.\n", error, StringComparison.Ordinal);
        Assert.Equal(stored, endpoint.Completed.Count);
        Assert.Equal(stored, endpoint.Received.Count);
    }

    private static bool IsInterruptIgnored()
    {
        const string Field = "SigIgn:";
        var line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal)) : null;
        return line is not null && (Convert.ToUInt64(line[Field.Length..].Trim(), 16) & 0b10) != 0;
    }
}
