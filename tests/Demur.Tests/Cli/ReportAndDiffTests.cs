using System.Text.Json;

namespace Demur.Tests.Cli;

public sealed class ReportAndDiffTests : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"demur-diff-{Guid.NewGuid():N}");

    private string First => Path.Combine(_folder, "first");

    private string Second => Path.Combine(_folder, "second");

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await CliRun.OfAsync(["audit", "--responses", "sample", "--out", First, "--quiet"])).ExitCode);
        Assert.Equal(0, (await CliRun.OfAsync(["audit", "--responses", "sample-2.1", "--out", Second, "--quiet"])).ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Report_writes_the_files_of_a_run_again()
    {
        var page = Path.Combine(First, "report.html");
        var before = await File.ReadAllBytesAsync(page, TestContext.Current.CancellationToken);
        File.Delete(page);

        var run = await CliRun.OfAsync(["report", First, "--json"]);

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(page, json.RootElement.GetProperty("report").GetString());
        Assert.Equal(before, await File.ReadAllBytesAsync(page, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("answers.jsonl")]
    [InlineData("report.html")]
    [InlineData("report.json")]
    public async Task Files_that_no_audit_wrote_are_not_replaced(string name)
    {
        var log = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "logs")).FullName, name);
        const string content = """{"prompt":"a","response":"I cannot help with that.","mine":1}""";
        await File.WriteAllTextAsync(log, content, TestContext.Current.CancellationToken);

        var audited = await CliRun.OfAsync(["audit", "--responses", Path.Combine(First, "answers.jsonl"), "--out", Path.GetDirectoryName(log)!, "--quiet"]);
        var reported = await CliRun.OfAsync(["report", First, "--out", Path.GetDirectoryName(log)!, "--quiet"]);

        Assert.Equal((2, 2), (audited.ExitCode, reported.ExitCode));
        Assert.All([audited, reported], run => Assert.Contains(name, run.Error, StringComparison.Ordinal));
        Assert.Equal([log], Directory.GetFiles(Path.GetDirectoryName(log)!));
        Assert.Equal(content, await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_report_and_a_trained_predictor_measure_the_same()
    {
        var trained = await CliRun.OfAsync(["train", "predictor", "--run", First, "--out", Path.Combine(_folder, "p.predictor"), "--json", "--quiet"]);

        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(First, "report.json"), TestContext.Current.CancellationToken));
        Assert.Equal(JsonDocument.Parse(trained.Out).RootElement.GetProperty("auroc").GetDouble(), report.RootElement.GetProperty("predictor").GetProperty("auroc").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task A_report_replaces_an_earlier_report()
    {
        var other = Path.Combine(_folder, "other");

        Assert.Equal(0, (await CliRun.OfAsync(["report", First, "--out", other, "--quiet"])).ExitCode);
        Assert.Equal(0, (await CliRun.OfAsync(["report", Second, "--out", other, "--quiet"])).ExitCode);
    }

    [Fact]
    public async Task The_answers_file_is_audited_and_labelled_like_the_recording_that_it_came_from()
    {
        var answers = Path.Combine(First, "answers.jsonl");
        var again = Path.Combine(_folder, "again");

        var audited = await CliRun.OfAsync(["audit", "--responses", answers, "--out", again, "--quiet"]);
        var labelled = await CliRun.OfAsync(["label", answers, "--json", "--quiet"]);

        Assert.Equal((0, 0), (audited.ExitCode, labelled.ExitCode));
        using var first = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(First, "report.json"), TestContext.Current.CancellationToken));
        using var second = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(again, "report.json"), TestContext.Current.CancellationToken));
        foreach (var part in new[] { "rates", "outcomes", "stances", "latencySeconds", "usage" })
        {
            Assert.Equal(first.RootElement.GetProperty(part).GetRawText(), second.RootElement.GetProperty(part).GetRawText());
        }

        var expected = File.ReadLines(answers).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(row => row.GetProperty("label").GetString() ?? row.GetProperty("outcome").GetString()!.Replace("errored", "error", StringComparison.Ordinal));
        Assert.Equal(expected, labelled.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("label").GetString()));
    }

    [Fact]
    public async Task Report_can_write_elsewhere_and_says_where()
    {
        var other = Path.Combine(_folder, "other");

        var run = await CliRun.OfAsync(["report", Path.Combine(First, "run.db"), "--out", other, "--title", "For the board"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(Path.Combine(other, "report.html"), run.Out, StringComparison.Ordinal);
        Assert.Contains("<title>For the board</title>", await File.ReadAllTextAsync(Path.Combine(other, "report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_of_a_folder_without_a_run_says_what_to_name()
    {
        var run = await CliRun.OfAsync(["report", _folder]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no run in", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_run_is_no_matter_of_out()
    {
        var file = Path.Combine(_folder, "notes.txt");
        await File.WriteAllTextAsync(file, new string('x', 5000), TestContext.Current.CancellationToken);

        foreach (var command in new string[][] { ["report", file], ["diff", First, file] })
        {
            var run = await CliRun.OfAsync(command);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains("is no run of Demur; name the folder that 'demur audit --out' wrote to.", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Diff_as_JSON_compares_every_shared_prompt()
    {
        var run = await CliRun.OfAsync(["diff", First, Second, "--json"]);

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(567, json.RootElement.GetProperty("prompts").GetProperty("shared").GetInt32());
        Assert.Equal(["schemaVersion", "first", "second", "prompts", "overRefusal", "underRefusal", "refusal", "categories", "flips", "stanceShifts", "outcomeShifts", "gates"],
            json.RootElement.EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData("refusal-rate-change>100%", 0)]
    [InlineData("refusal-rate-change>=-100%", 1)]
    [InlineData("over-refusal>=0%", 1)]
    [InlineData("over-refusal-chance>2%", 2)]
    public async Task Gates_decide_the_exit_code(string gate, int exitCode)
    {
        var run = await CliRun.OfAsync(["diff", First, Second, "--quiet", "--fail-if", gate]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode == 0, run.Error.Length == 0);
    }

    [Fact]
    public async Task A_run_against_itself_changed_nothing()
    {
        var page = Path.Combine(_folder, "diff.html");

        var run = await CliRun.OfAsync(["diff", First, First, "--html", page]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("0 prompts got worse, 0 got better.", run.Out, StringComparison.Ordinal);
        Assert.Contains("Wrote", run.Error, StringComparison.Ordinal);
        Assert.Contains("about as much of what it should answer", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
