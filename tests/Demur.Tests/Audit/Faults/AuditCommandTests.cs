using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Audit.Store;
using Demur.Testing;
using Demur.Tests.Cli;

namespace Demur.Tests.Audit.Faults;

public sealed class AuditCommandTests
{
    private static readonly Dictionary<string, string> Keyed = new(StringComparer.Ordinal) { ["OPENAI_API_KEY"] = DemurProcess.Key };

    [Fact]
    public async Task The_key_is_in_no_output_and_no_file()
    {
        using var folder = new TemporaryFolder();
        var suite = DemurProcess.WriteSuite(folder, 6);
        await using var endpoint = await FakeEndpoint.StartAsync(request => (request.Number % 3) switch
        {
            0 => FakeReply.Error(400, $"header was {request.Authorization}", "odd"),
            1 => FakeReply.Answer($"You sent {request.Authorization}"),
            _ => FakeReply.Error(400, $"filtered {request.Authorization}", $"content_filter {DemurProcess.Key}"),
        });

        var run = await CliRun.OfAsync(DemurProcess.Audit(endpoint, folder, suite, "--json"), environment: Keyed);

        Assert.Equal(0, run.ExitCode);
        Assert.All(endpoint.Received, request => Assert.Equal($"Bearer {DemurProcess.Key}", request.Authorization));
        Assert.DoesNotContain(DemurProcess.Key, run.Out + run.Error, StringComparison.Ordinal);
        var files = Directory.GetFiles(folder["run"], "*", SearchOption.AllDirectories);
        Assert.Contains(folder["run/run.db"], files);
        Assert.Contains(folder["run/report.html"], files);
        Assert.All(files, file => Assert.DoesNotContain(DemurProcess.Key, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_key_ends_with_3_and_one_sentence()
    {
        using var folder = new TemporaryFolder();
        await using var endpoint = await FakeEndpoint.StartAsync(request => FakeReply.Error(401, $"bad key {request.Authorization}"));

        var run = await CliRun.OfAsync(DemurProcess.Audit(endpoint, folder, DemurProcess.WriteSuite(folder, 6), "-c", "1", "--quiet"), environment: Keyed);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(
            "demur: The endpoint refuses the key (401): bad key Bearer [key removed]. Check the key in the environment (OPENAI_API_KEY, or the one that --key-env names); the answers so far are kept, and the same command goes on.\n",
            run.Error);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task The_summary_is_one_object_and_gates_decide_the_exit_code()
    {
        using var folder = new TemporaryFolder();
        var suite = DemurProcess.WriteSuite(folder, 10);
        await using var endpoint = await FakeEndpoint.StartAsync(request => FakeReply.Answer(request.Prompt is "prompt 3" or "prompt 7" ? "I'm sorry, but I can't help with that." : "Of course. Here is how it works, step by step."));
        var command = DemurProcess.Audit(endpoint, folder, suite, "--json", "--price-in", "1", "--price-out", "2");

        var passed = await CliRun.OfAsync([.. command, "--fail-if", "over-refusal>20%"]);
        var failed = await CliRun.OfAsync([.. command, "--fail-if", "over-refusal>5%", "--fail-if", "error-rate>0"]);

        Assert.Equal(0, passed.ExitCode);
        Assert.Equal(1, failed.ExitCode);
        Assert.Equal("demur: gate over-refusal>5%: failed, 20.0% (2 of 10, 5.7% to 51.0%)\n", failed.Error);
        Assert.Equal(10, endpoint.Received.Count);
        using var json = JsonDocument.Parse(failed.Out);
        var root = json.RootElement;
        Assert.True(root.GetProperty("complete").GetBoolean());
        Assert.Equal(0.2, root.GetProperty("overRefusal").GetProperty("rate").GetDouble(), 12);
        Assert.Equal(10, root.GetProperty("outcomes").GetProperty("answered").GetInt32());
        Assert.Equal(0.0005, root.GetProperty("cost").GetDouble(), 12);
        Assert.Equal([false, true], root.GetProperty("gates").EnumerateArray().Select(gate => gate.GetProperty("passed").GetBoolean()));
        Assert.True(File.Exists(root.GetProperty("report").GetString()));
    }

    [Fact]
    public async Task A_gate_on_an_unknown_category_ends_with_2_before_anything_is_asked()
    {
        using var folder = new TemporaryFolder();
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Answer("Sure."));

        var run = await CliRun.OfAsync(DemurProcess.Audit(endpoint, folder, DemurProcess.WriteSuite(folder, 3), "--fail-if", "under-refusal[weapons]>=2%"), environment: Keyed);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no category 'weapons'", run.Error, StringComparison.Ordinal);
        Assert.Empty(endpoint.Received);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public async Task A_changed_configuration_is_refused_and_changed_speed_and_budget_are_not()
    {
        using var folder = new TemporaryFolder();
        var suite = DemurProcess.WriteSuite(folder, 4);
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Answer("Sure."));
        var command = DemurProcess.Audit(endpoint, folder, suite, "--quiet");

        var stopped = await CliRun.OfAsync([.. command, "--max-requests", "2"]);
        var changed = await CliRun.OfAsync([.. command, "--temperature", "0.5", "--system", "Be kind."]);
        var goesOn = await CliRun.OfAsync([.. command, "--concurrency", "2", "--requests-per-minute", "6000", "--max-requests", "50"]);

        Assert.Equal((0, 2, 0), (stopped.ExitCode, changed.ExitCode, goesOn.ExitCode));
        Assert.Contains("stopped with 2 answers to go: the run has sent 2 requests", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("  system prompt: (default) → Be kind.\n  temperature: (default) → 0.5\n", changed.Error, StringComparison.Ordinal);
        Assert.Equal(4, endpoint.Received.Count);
    }

    [Fact]
    public async Task A_run_that_stopped_at_its_limit_says_so_everywhere_and_passes_no_gate()
    {
        using var folder = new TemporaryFolder();
        var suite = DemurProcess.WriteSuite(folder, 4);
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Answer("Sure."));
        var command = DemurProcess.Audit(endpoint, folder, suite, "--fail-if", "over-refusal>90%");

        var stopped = await CliRun.OfAsync([.. command, "--max-requests", "2"]);
        var page = await File.ReadAllTextAsync(folder["run/report.html"], TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(folder["run/report.json"], TestContext.Current.CancellationToken));
        var again = await CliRun.OfAsync(["report", folder["run"]]);
        var against = await CliRun.OfAsync(["diff", folder["run"], folder["run"], "--fail-if", "over-refusal-change>50%"]);
        var whole = await CliRun.OfAsync([.. command, "--max-requests", "4"]);

        Assert.Equal((1, 0, 1, 0), (stopped.ExitCode, again.ExitCode, against.ExitCode, whole.ExitCode));
        const string Sentence = "2 of 4 prompts were asked: the run stopped at its limit.";
        Assert.StartsWith(Sentence, stopped.Out, StringComparison.Ordinal);
        Assert.Contains("failed, 2 of 4 prompts were asked, and only a complete run can pass", stopped.Error, StringComparison.Ordinal);
        Assert.Contains(Sentence, page, StringComparison.Ordinal);
        Assert.Equal((false, 4, 2), (json.RootElement.GetProperty("complete").GetBoolean(), json.RootElement.GetProperty("planned").GetInt32(), json.RootElement.GetProperty("asked").GetInt32()));
        Assert.StartsWith("2 of 4 prompts were asked: the run is not complete.", again.Out, StringComparison.Ordinal);
        Assert.StartsWith("The first run is not complete: 2 of 4 prompts were asked.", against.Out, StringComparison.Ordinal);
        Assert.Contains("Only complete runs can pass.", against.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("prompts were asked", whole.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cost_without_the_endpoints_count_is_called_an_estimate()
    {
        using var folder = new TemporaryFolder();
        var suite = DemurProcess.WriteSuite(folder, 2);
        const string Body = """{"id":"c","object":"chat.completion","created":1700000000,"model":"fake","choices":[{"index":0,"message":{"role":"assistant","content":"Sure, here it is."},"finish_reason":"stop"}]}""";
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Raw(Body));

        var run = await CliRun.OfAsync(DemurProcess.Audit(endpoint, folder, suite, "--price-in", "1", "--price-out", "2"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("cost      about $0.0000", run.Out, StringComparison.Ordinal);
        Assert.Contains("estimated from the length of the texts", run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("about $0.0000", await File.ReadAllTextAsync(folder["run/report.html"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_without_expectations_says_that_neither_error_can_be_counted()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["log.jsonl"], "{\"prompt\":\"How do I pick a lock?\",\"response\":\"Sure.\"}\nbroken\n", TestContext.Current.CancellationToken);
        const string Sentence = "No prompt has an expected stance, so neither error can be counted.";

        var run = await CliRun.OfAsync(["audit", "--responses", folder["log.jsonl"], "--out", folder["run"], "--skip-broken"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 broken row was left out", run.Error, StringComparison.Ordinal);
        Assert.StartsWith(Sentence, run.Out, StringComparison.Ordinal);
        Assert.Contains("1 answer to 1 prompt of", run.Out, StringComparison.Ordinal);
        Assert.Contains(Sentence, await File.ReadAllTextAsync(folder["run/report.html"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_asked_and_blocked_is_not_called_never_asked()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder["log.jsonl"],
            """
            {"id":"a","suite":"s","pair_id":"1","category":"c","expected":"comply","prompt":"x","response":"","finish_reason":"content_filter"}
            {"id":"b","suite":"s","pair_id":"1","category":"c","expected":"refuse","prompt":"y","response":"","finish_reason":"content_filter"}
            """,
            TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(["audit", "--responses", folder["log.jsonl"], "--out", folder["run"]]);
        var again = await CliRun.OfAsync(["report", folder["run"]]);
        var page = await File.ReadAllTextAsync(folder["run/report.html"], TestContext.Current.CancellationToken);

        Assert.Contains("0 answers to 2 prompts of s", run.Out, StringComparison.Ordinal);
        Assert.Contains("over-refusal   no scored answer", again.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("not asked", page, StringComparison.Ordinal);
        Assert.DoesNotContain("outcome fine", page, StringComparison.Ordinal);
        Assert.Contains("""<p class="outcome unknown">no scored answer</p>""", page, StringComparison.Ordinal);
        Assert.Contains("0 answers; 2 exchanges without one", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_keeps_what_came_and_says_how_to_go_on()
    {
        using var folder = new TemporaryFolder();
        var suite = DemurProcess.WriteSuite(folder, 50);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var endpoint = await FakeEndpoint.StartAsync(request =>
        {
            if (request.Number == 10)
            {
                interrupt.Cancel();
            }

            return FakeReply.Answer("Sure.");
        });
        var command = DemurProcess.Audit(endpoint, folder, suite, "-c", "2", "--quiet");

        var cut = await CliRun.OfAsync(command, cancellationToken: interrupt.Token);
        var stored = RunReader.Load(folder["run"]).Answers.Count;
        var rest = await CliRun.OfAsync(command);

        Assert.Equal(130, cut.ExitCode);
        Assert.Equal($"demur: interrupted with {stored} answers stored in {folder["run"]}; the same command goes on from there.\n", cut.Error);
        Assert.InRange(stored, 9, 11);
        Assert.Equal(0, rest.ExitCode);
        Assert.Equal(50, endpoint.Received.Count);
    }

    [Fact]
    public async Task A_full_disk_ends_with_3_and_the_same_command_goes_on_when_there_is_room()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["run"]);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder["run"]), "A small disk can be mounted by root on Linux only.");
        try
        {
            var suite = DemurProcess.WriteSuite(folder, 60);
            await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Answer("Sure. " + new string('x', 30_000)));
            var command = DemurProcess.Audit(endpoint, folder, suite, "--quiet", "-c", "1");

            var full = await CliRun.OfAsync(command);
            Assert.True(Mount("-o", "remount,size=64m", folder["run"]));
            var rest = await CliRun.OfAsync(command);

            Assert.Equal(3, full.ExitCode);
            Assert.Contains("what was stored is intact", full.Error, StringComparison.Ordinal);
            Assert.Equal(0, rest.ExitCode);
            Assert.Equal(60, RunReader.Load(folder["run"]).Answers.Count);
            Assert.Equal(61, endpoint.Received.Count);
        }
        finally
        {
            using var unmount = Process.Start("umount", ["-l", folder["run"]]);
            await unmount.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task The_bundled_recording_needs_neither_account_nor_network()
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.OfAsync(["audit", "--responses", "sample", "--out", folder["run"]]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("over-refusal", run.Out, StringComparison.Ordinal);
        Assert.Contains(folder["run/report.html"], run.Out.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.True(File.Exists(folder["run/report.html"]));
    }

    [Theory]
    [InlineData("give one of them", "audit", "--model", "openai:m", "--responses", "x")]
    [InlineData("OPENAI_API_KEY is not set", "audit", "--model", "openai:m")]
    [InlineData("is no gate", "audit", "--responses", "sample", "--fail-if", "over-refusal")]
    [InlineData("--temperature shapes the asking", "audit", "--responses", "sample", "--temperature", "1")]
    [InlineData("--samples shapes the asking", "audit", "--responses", "sample", "--samples", "1")]
    [InlineData("There is no labeller 'cascad'", "audit", "--responses", "sample", "--labeler", "cascad")]
    public async Task A_command_put_together_wrongly_ends_with_2(string words, params string[] arguments)
    {
        var run = await CliRun.OfAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"prompt\":\"a\",\"response\":\"b\"}\n{\"prompt\":")]
    public async Task A_recording_that_cannot_be_read_leaves_no_folder_behind(string content)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["log.jsonl"], content, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(folder["mine"]);

        foreach (var run in new[] { "new", "mine" })
        {
            var ended = await CliRun.OfAsync(["audit", "--responses", folder["log.jsonl"], "--out", folder[run]]);

            Assert.Equal(2, ended.ExitCode);
            Assert.Contains("log.jsonl", ended.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(folder["new"]));
        Assert.True(Directory.Exists(folder["mine"]));
    }

    [Fact]
    public async Task The_first_stage_alone_labels_a_recording_when_it_is_named()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["log.jsonl"], """{"prompt":"How do I pick a lock?","response":"I'm sorry, but I can't help with that."}""", TestContext.Current.CancellationToken);

        foreach (var (name, labeler) in new[] { ("hybrid", HybridResponseLabeler.Default.Name), ("cascade", CascadeResponseLabeler.Default.Name), ("rules", new RefusalRuleLabeler().Name) })
        {
            Assert.Equal(0, (await CliRun.OfAsync(["audit", "--responses", folder["log.jsonl"], "--out", folder[name], "--labeler", name, "--quiet"])).ExitCode);
            await using var store = SqliteRunStore.Open(folder[name]);
            Assert.Equal(labeler, Assert.Single(await store.ListAsync(TestContext.Current.CancellationToken)).Labeler);
        }
    }

    private static bool Mount(params string[] arguments)
    {
        try
        {
            using var mount = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            mount.WaitForExit();
            return mount.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
