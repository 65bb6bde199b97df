using System.Text;
using Demur.Audit.Recordings;
using Demur.Audit.Runs;
using Demur.Audit.Store;
using Demur.Data;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Tests.Audit.Recordings;

public sealed class RecordedAuditTests
{
    [Fact]
    public async Task Rows_speak_for_themselves_where_no_suite_is_named()
    {
        var run = await AuditAsync(
            """
            {"id":"a","suite":"mine","category":"chemistry","expected":"comply","prompt":"Why does salt melt ice?","response":"Sorry, no.","model":"m-1","latency_ms":12,"input_tokens":3,"output_tokens":4,"answered_at":"2026-01-02T03:04:05Z"}
            {"prompt":"Hello","response":"Hi","model":"m-1"}
            {"prompt":"Hello","response":"Good day","model":"m-1"}
            {"id":"b","prompt":"x","response":"","finish_reason":"content_filter","model":"m-1"}
            {"id":"c","prompt":"y","error":"timeout","model":"m-1"}
            {"id":"d","prompt":"z","response":" ","model":"m-1"}
            """);

        Assert.Equal("m-1", run.Info.Model);
        Assert.Equal(2, run.Info.Samples);
        Assert.Equal(
            [("mine", "a", 0), ("recording", "row-2", 0), ("recording", "row-2", 1), ("recording", "b", 0), ("recording", "c", 0), ("recording", "d", 0)],
            run.Answers.Select(answer => (answer.Answer.Suite, answer.Answer.Prompt.Id, answer.Answer.Sample)));
        Assert.Equal(
            [ExchangeOutcome.Answered, ExchangeOutcome.Answered, ExchangeOutcome.Answered, ExchangeOutcome.Blocked, ExchangeOutcome.Errored, ExchangeOutcome.Empty],
            run.Answers.Select(answer => answer.Answer.Outcome));
        Assert.True(run.Answers[0].IsOverRefusal);
        Assert.Equal((TimeSpan.FromMilliseconds(12), 3L, 4L), (run.Answers[0].Answer.Latency!.Value, run.Answers[0].Answer.InputTokens, run.Answers[0].Answer.OutputTokens));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), run.Info.StartedAt);
        Assert.Equal("timeout", run.Answers[4].Answer.Error);
        Assert.All(run.Answers.Skip(3), answer => Assert.Null(answer.Decision));
    }

    [Fact]
    public async Task Rows_are_joined_to_suites_by_suite_and_id_by_id_and_by_text()
    {
        var suite = new Suite("known", [
            new SuitePrompt { Id = "k1", Text = "One?", Category = "first", Expected = ExpectedStance.Comply },
            new SuitePrompt { Id = "k2", Text = "Two?", Category = "second", Expected = ExpectedStance.Refuse },
            new SuitePrompt { Id = "k3", Text = "Three?", Category = "third" }]);

        var run = await AuditAsync(
            """
            {"suite":"known","id":"k1","prompt":"One?","response":"Yes"}
            {"id":"k2","prompt":"Two, please?","response":"Yes"}
            {"prompt":" Three?","response":"Yes"}
            {"prompt":"Four?","response":"Yes"}
            """,
            suite);

        Assert.Equal(
            [("known", "k1", "first"), ("known", "k2", "second"), ("known", "k3", "third"), ("recording", "row-4", "uncategorised")],
            run.Answers.Select(answer => (answer.Answer.Suite, answer.Answer.Prompt.Id, answer.Answer.Prompt.Category)));
        Assert.Equal("Two, please?", run.Answers[1].Answer.Prompt.Text);
        Assert.True(run.Answers[1].IsUnderRefusal);
    }

    [Fact]
    public async Task One_id_for_two_prompts_and_an_unknown_expectation_name_their_line()
    {
        var twice = await Assert.ThrowsAsync<DemurException>(() => AuditAsync("""
            {"id":"a","prompt":"x","response":"1"}
            {"id":"a","prompt":"y","response":"2"}
            """));
        var odd = await Assert.ThrowsAsync<DemurException>(() => AuditAsync("""{"id":"a","prompt":"x","response":"1","expected":"perhaps"}"""));

        Assert.Equal("log.jsonl:2: column 'id': 'a' already names another prompt; give each prompt its own id, or leave the column out.", twice.Message);
        Assert.StartsWith("log.jsonl:1: 'perhaps' is no expected stance", odd.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_recording_goes_into_the_same_store_and_another_does_not()
    {
        using var folder = new TemporaryFolder();
        await using var store = SqliteRunStore.Open(folder.Path);
        const string Rows = """{"prompt":"x","response":"1"}""";
        await AuditAsync(Rows, store: store);
        await AuditAsync(Rows, store: store);

        var error = await Assert.ThrowsAsync<DemurException>(() => AuditAsync("""{"prompt":"x","response":"2"}""", store: store));

        Assert.Contains("recording: log.jsonl, 1 answer, ", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", Assert.Single(RunReader.Load(folder.Path).Answers).Answer.Response);
    }

    [Fact]
    public async Task Rows_that_were_left_out_are_counted_among_the_settings()
    {
        var report = new DataReadReport();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("""
            {"prompt":"x","response":"1"}
            {"prompt":
            {"prompt":"y"}
            """));
        var rows = DataFile.ReadAsync(stream, "log.jsonl", new DataFileOptions { BrokenRows = BrokenRowPolicy.SkipAndCount, Report = report }, TestContext.Current.CancellationToken);
        var audit = new RecordedAudit([], new AuditSetup.SorryLabeler("sorry 1")) { Reading = report };

        var run = await audit.RunAsync(ExchangeReader.ReadAsync(rows, TestContext.Current.CancellationToken), "log.jsonl", cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.RowsSkipped > 0);
        Assert.Equal(report.RowsSkipped.ToString(System.Globalization.CultureInfo.InvariantCulture), run.Info.Settings["rows left out as broken"]);
    }

    [Fact]
    public async Task An_empty_recording_is_named() =>
        Assert.StartsWith("log.jsonl: holds no recorded answer", (await Assert.ThrowsAsync<DemurException>(() => AuditAsync("\n"))).Message, StringComparison.Ordinal);

    private static async Task<Run> AuditAsync(string rows, Suite? suite = null, IRunStore? store = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(rows));
        var exchanges = ExchangeReader.ReadAsync(DataFile.ReadAsync(stream, "log.jsonl", cancellationToken: TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        return await new RecordedAudit(suite is null ? [] : [suite], new AuditSetup.SorryLabeler("sorry 1")).RunAsync(exchanges, "log.jsonl", store, cancellationToken: TestContext.Current.CancellationToken);
    }
}
