using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Audit.Store;
using Demur.Decisions;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Tests.Audit.Store;

public sealed class SqliteRunStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Suite Suite = new("small", [.. Enumerable.Range(0, 200).Select(i => new SuitePrompt { Id = $"p{i}", Text = $"prompt {i}" })]);

    [Fact]
    public async Task A_run_reads_back_as_it_was_stored()
    {
        using var folder = new TemporaryFolder();
        var prompt = new SuitePrompt
        {
            Id = "a",
            Text = "Wie geht das? 🙂\n\"quoted\"",
            Category = "chemistry",
            Expected = ExpectedStance.Refuse,
            PairId = "pair-1",
            Language = "de",
            Before = [new ChatTurn(ChatRole.User, "Hello"), new ChatTurn(ChatRole.Assistant, "Hi")],
            Tags = ["x", "y"],
        };
        var answer = new AnswerRecord
        {
            Suite = "one",
            Prompt = prompt,
            Sample = 1,
            Outcome = ExchangeOutcome.Truncated,
            Response = "I'm sorry, but",
            FullLength = 2_000_000,
            FinishReason = "length",
            AnsweredAt = Start.AddSeconds(1.5),
            Latency = TimeSpan.FromMilliseconds(12.5),
            InputTokens = 3,
            OutputTokens = 4,
            Cost = 0.000123m,
            Attempts = 2,
        };
        var decision = new ResponseDecision
        {
            Label = ResponseDecision.Refusal,
            Score = 0.97,
            Stance = Stance.Refused,
            Kind = RefusalKind.Policy,
            Onset = new TextSpan(0, 9),
            Evidence = new Evidence([new RuleEvidence("apology", 2.5, new TextSpan(0, 9)), new NgramEvidence("sorry but", 1.25, [new TextSpan(4, 10)])]),
        };
        await using (var store = SqliteRunStore.Open(folder.Path))
        {
            await store.BeginAsync(Info(new Suite("one", [prompt])), [new Suite("one", [prompt])], TestContext.Current.CancellationToken);
            await store.SaveAsync(new LabelledAnswer(answer, decision), "rules 1", TestContext.Current.CancellationToken);
        }

        var run = RunReader.Load(folder.Path);

        var stored = Assert.Single(run.Answers);
        Assert.Equal(answer with { Prompt = null! }, stored.Answer with { Prompt = null! });
        Assert.Equivalent(prompt, stored.Answer.Prompt, strict: true);
        Assert.Equal(decision with { Evidence = Evidence.None }, stored.Decision! with { Evidence = Evidence.None });
        Assert.Equivalent(decision.Evidence, stored.Decision!.Evidence, strict: true);
        Assert.Equal("rules 1", run.Labeler);
        Assert.Equal(["run.db", "run.lock"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_answer_twice_is_stored_once_and_the_later_one_stays()
    {
        await using var store = SqliteRunStore.InMemory();
        await store.BeginAsync(Info(Suite), [Suite], TestContext.Current.CancellationToken);

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => store.SaveAsync(Answer(i % 200, i < 200 ? "first" : "second"), "none", TestContext.Current.CancellationToken)));

        var run = await store.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"p{i}"), run.Answers.Select(answer => answer.Answer.Prompt.Id));
        Assert.All(run.Answers, answer => Assert.Equal("second", answer.Answer.Response));
    }

    [Fact]
    public async Task A_second_holder_is_turned_away_until_the_first_is_gone()
    {
        using var folder = new TemporaryFolder();
        var first = SqliteRunStore.Open(folder.Path);

        var error = Assert.Throws<DemurException>(() => SqliteRunStore.Open(folder.Path));
        await first.DisposeAsync();
        await using var second = SqliteRunStore.Open(folder.Path);

        Assert.Equal($"Another process is working on the run in {folder.Path}; wait until it ends, or give this one another folder (--out).", error.Message);
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public async Task Another_configuration_is_refused_with_every_difference()
    {
        await using var store = SqliteRunStore.InMemory();
        var other = new Suite("small", [.. Suite.Prompts.Take(5)]);
        var stored = Info(Suite) with { Settings = new Dictionary<string, string> { ["temperature"] = "0" } };
        await store.BeginAsync(stored, [Suite], TestContext.Current.CancellationToken);
        var asked = Info(other) with
        {
            Model = "another",
            Samples = 3,
            Settings = new Dictionary<string, string> { ["system prompt"] = "Be\nkind.", ["temperature"] = "1" },
        };

        var error = await Assert.ThrowsAsync<DemurException>(() => store.BeginAsync(asked, [other], TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.Conflict, error.Code);
        Assert.Contains("  model: fake → another\n  samples: 1 → 3\n  system prompt: (default) → Be kind.\n  temperature: 0 → 1\n  suite small: version 1, 200 prompts, ", error.Message, StringComparison.Ordinal);
        Assert.Contains(" → version 1, 5 prompts, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_configuration_goes_on_with_its_own_identifier_and_start()
    {
        await using var store = SqliteRunStore.InMemory();
        await store.BeginAsync(Info(Suite), [Suite], TestContext.Current.CancellationToken);

        var again = await store.BeginAsync(Info(Suite) with { Id = "other", StartedAt = Start.AddDays(1) }, [Suite], TestContext.Current.CancellationToken);

        Assert.Equal("run-1", again.Id);
        Assert.Equal(Start, again.StartedAt);
    }

    [Fact]
    public async Task Changed_judgements_of_a_suite_are_renewed_and_change_nothing_else()
    {
        await using var store = SqliteRunStore.InMemory();
        await store.BeginAsync(Info(Suite), [Suite], TestContext.Current.CancellationToken);
        await store.SaveAsync(Answer(0, "x"), "none", TestContext.Current.CancellationToken);
        var judged = new Suite("small", [.. Suite.Prompts.Select(prompt => prompt with { Expected = ExpectedStance.Refuse, Category = "weapons" })]);

        await store.BeginAsync(Info(judged), [judged], TestContext.Current.CancellationToken);

        var prompt = (await store.ReadAsync(TestContext.Current.CancellationToken)).Answers.Single().Answer.Prompt;
        Assert.Equal((ExpectedStance.Refuse, "weapons"), (prompt.Expected, prompt.Category));
    }

    [Fact]
    public async Task A_full_disk_loses_nothing_that_was_stored_and_the_run_goes_on_when_there_is_room()
    {
        using var folder = new TemporaryFolder();
        var acknowledged = new List<string>();
        DemurException? full = null;
        await using (var store = SqliteRunStore.Open(folder.Path, maxPages: 40))
        {
            await store.BeginAsync(Info(Suite), [Suite], TestContext.Current.CancellationToken);
            for (var i = 0; i < 200 && full is null; i++)
            {
                try
                {
                    await store.SaveAsync(Answer(i, new string('x', 3000)), "none", TestContext.Current.CancellationToken);
                    acknowledged.Add($"p{i}");
                }
                catch (DemurException error)
                {
                    full = error;
                }
            }
        }

        Assert.NotNull(full);
        Assert.Equal(3, full.ExitCode);
        Assert.Contains("is full; what was stored is intact. Make room, and the same command goes on.", full.Message, StringComparison.Ordinal);
        Assert.NotEmpty(acknowledged);
        Assert.Equal(acknowledged, RunReader.Load(folder.Path).Answers.Select(answer => answer.Answer.Prompt.Id));
        await using var roomy = SqliteRunStore.Open(folder.Path);
        await roomy.SaveAsync(Answer(199, "y"), "none", TestContext.Current.CancellationToken);
        Assert.Equal(acknowledged.Count + 1, (await roomy.ListAsync(TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task A_run_can_be_read_while_it_is_written()
    {
        using var folder = new TemporaryFolder();
        await using var store = SqliteRunStore.Open(folder.Path);
        await store.BeginAsync(Info(Suite), [Suite], TestContext.Current.CancellationToken);
        await store.SaveAsync(Answer(3, "x"), "none", TestContext.Current.CancellationToken);

        Assert.Equal("p3", Assert.Single(RunReader.Load(folder.Path).Answers).Answer.Prompt.Id);
    }

    [Theory]
    [InlineData("this is no database at all, only some text that somebody put here", "is damaged or is no run of Demur")]
    [InlineData("", "holds no run yet")]
    public void A_file_that_is_no_run_is_named(string content, string words)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["run.db"], content);

        var error = Assert.Throws<DemurException>(() => RunReader.Load(folder.Path));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public void Another_programs_database_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder["run.db"]};Pooling=False"))
        {
            other.Open();
            RunSchema.Execute(other, "CREATE TABLE theirs (x)");
        }

        Assert.Contains("no run of Demur", Assert.Throws<DemurException>(() => SqliteRunStore.Open(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("no run of Demur", Assert.Throws<DemurException>(() => RunReader.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_writer_was_killed_in_the_middle_of_a_change_is_read_as_it_was_before()
    {
        using var folder = new TemporaryFolder();
        using var crash = new TemporaryFolder();
        await using (var store = SqliteRunStore.Open(folder.Path))
        {
            await store.BeginAsync(Info(Suite), [Suite], TestContext.Current.CancellationToken);
            for (var i = 0; i < 50; i++)
            {
                await store.SaveAsync(Answer(i, new string('x', 3000)), "none", TestContext.Current.CancellationToken);
            }
        }

        // A cache of one page forces half of the change into the file while its journal is still there: what a kill at that moment leaves behind.
        using (var writer = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder["run.db"]};Pooling=False"))
        {
            writer.Open();
            RunSchema.Execute(writer, "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE answer SET response = 'half'");
            Assert.True(new FileInfo(folder["run.db-journal"]).Length > 0);
            File.Copy(folder["run.db"], crash["run.db"]);
            File.Copy(folder["run.db-journal"], crash["run.db-journal"]);
            RunSchema.Execute(writer, "ROLLBACK");
        }

        var answers = RunReader.Load(crash.Path).Answers;

        Assert.Equal(50, answers.Count);
        Assert.All(answers, answer => Assert.Equal(new string('x', 3000), answer.Answer.Response));
    }

    private static RunInfo Info(Suite suite) => new() { Id = "run-1", Model = "fake", Suites = [SuiteReference.Of(suite)], StartedAt = Start };

    private static LabelledAnswer Answer(int prompt, string text) =>
        new(new AnswerRecord { Suite = "small", Prompt = Suite.Prompts[prompt], Outcome = ExchangeOutcome.Answered, Response = text, Attempts = 1 }, Decision: null);
}
