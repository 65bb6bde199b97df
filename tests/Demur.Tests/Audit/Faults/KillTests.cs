using Demur.Audit.Runs;
using Demur.Testing;

namespace Demur.Tests.Audit.Faults;

/// <summary>The real command line, killed at random moments.</summary>
public sealed class KillTests
{
    private const int Prompts = 600;
    private const int Kills = 30;
    private const int Concurrency = 4;

    [Fact]
    public async Task Thirty_kills_lose_no_stored_answer_ask_for_none_twice_and_leave_a_complete_run()
    {
        using var folder = new TemporaryFolder();
        var suite = DemurProcess.WriteSuite(folder, Prompts);
        await using var endpoint = await FakeEndpoint.StartAsync(request => FakeReply.Answer($"{request.Prompt}, request {request.Number}") with { Delay = TimeSpan.FromMilliseconds(25) });
        string[] command = DemurProcess.Audit(endpoint, folder, suite, "--concurrency", $"{Concurrency}", "--quiet");
        var random = new Random(20260102);
        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = 0;
        var lostInFlight = 0;
        var sessionsWithAnswers = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using (var process = DemurProcess.Start(command))
            {
                // Every third is killed at any moment of its start, the others at any moment of their work, however slow the machine is.
                await WaitForRepliesAsync(process, endpoint, kill % 3 == 0 ? 0 : endpoint.Completed.Count + random.Next(5, 30));
                await Task.Delay(random.Next(0, kill % 3 == 0 ? 600 : 50), TestContext.Current.CancellationToken);
                process.Kill();
            }

            var asked = endpoint.Received.Skip(seen).Select(request => request.Prompt).ToList();
            seen += asked.Count;
            var after = Load(folder);
            Assert.All(stored, earlier => Assert.Equal(earlier.Value, after[earlier.Key]));
            Assert.DoesNotContain(asked, stored.ContainsKey);
            Assert.Equal(asked.Count, asked.Distinct(StringComparer.Ordinal).Count());
            var unstored = asked.Count(prompt => !after.ContainsKey(prompt));
            Assert.InRange(unstored, 0, Concurrency);
            lostInFlight += unstored;
            sessionsWithAnswers += after.Count > stored.Count ? 1 : 0;
            stored = after;
        }

        using var last = DemurProcess.Start(command);
        var (code, _, error) = await last.EndAsync(TestContext.Current.CancellationToken);
        var final = RunReader.Load(folder["run"]);

        Assert.True(code == 0, error);
        Assert.Equal(Prompts, final.Answers.Count);
        Assert.Equal(Prompts, final.Answers.Select(answer => answer.Answer.Prompt.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(final.Answers, answer => Assert.StartsWith(answer.Answer.Prompt.Text + ", request ", answer.Answer.Response, StringComparison.Ordinal));
        Assert.Equal(Prompts + lostInFlight, endpoint.Received.Count);
        Assert.NotNull(final.Info.FinishedAt);
        Assert.True(sessionsWithAnswers >= Kills / 3, $"only {sessionsWithAnswers} sessions stored anything");
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {sessionsWithAnswers} of them after answers were stored; {lostInFlight} requests were under way and sent again.");
    }

    [Fact]
    public async Task A_second_process_is_turned_away_and_a_killed_one_leaves_no_lock()
    {
        using var folder = new TemporaryFolder();
        var suite = DemurProcess.WriteSuite(folder, 3);
        var hang = true;
        await using var endpoint = await FakeEndpoint.StartAsync(_ => hang ? FakeReply.Hang() : FakeReply.Answer("Sure."));
        string[] command = DemurProcess.Audit(endpoint, folder, suite, "--quiet");
        using var first = DemurProcess.Start(command);
        while (endpoint.Received.Count == 0 && !first.HasEnded)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        using var second = DemurProcess.Start(command);
        var refused = await second.EndAsync(TestContext.Current.CancellationToken);
        first.Kill();
        hang = false;
        using var third = DemurProcess.Start(command);
        var done = await third.EndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, refused.ExitCode);
        Assert.Equal($"demur: Another process is working on the run in {folder["run"]}; wait until it ends, or give this one another folder (--out).\n", refused.Error);
        Assert.Equal(0, done.ExitCode);
        Assert.Equal(3, RunReader.Load(folder["run"]).Answers.Count);
    }

    private static async Task WaitForRepliesAsync(DemurProcess process, FakeEndpoint endpoint, int replies)
    {
        while (endpoint.Completed.Count < replies && !process.HasEnded)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static Dictionary<string, string> Load(TemporaryFolder folder)
    {
        try
        {
            return RunReader.Load(folder["run"]).Answers.ToDictionary(answer => answer.Answer.Prompt.Text, answer => answer.Answer.Response, StringComparer.Ordinal);
        }
        catch (DemurException error) when (error.Message.Contains("no run", StringComparison.Ordinal))
        {
            // Killed before there was anything.
            return [];
        }
    }
}
