using System.Collections.Concurrent;
using Demur.Audit;
using Demur.Audit.Store;
using Demur.Exchanges;
using Demur.Progress;
using Demur.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Demur.Tests.Audit.Asking;

public sealed class RefusalAuditTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_prompt_is_asked_judged_and_counted()
    {
        using var client = ScriptedChatClient.Answering(prompt => prompt.EndsWith('0') ? "Sorry, no." : "Sure.");
        var events = new ConcurrentQueue<ProgressEvent>();

        var result = await new RefusalAudit(client, [AuditSetup.Suite(30)], AuditSetup.Options).RunAsync(new Listener(events.Enqueue), Cancel);

        Assert.True(result.IsComplete);
        Assert.Equal(30, result.Run.Answers.Count);
        Assert.Equal(["p0", "p10", "p20"], result.Run.Answers.Where(answer => answer.Decision!.IsRefusal).Select(answer => answer.Answer.Prompt.Id));
        Assert.Equal(3, result.Run.Answers.Count(answer => answer.IsOverRefusal));
        Assert.Equal("scripted", result.Run.Info.Model);
        Assert.NotNull(result.Run.Info.FinishedAt);
        Assert.Equal(Enumerable.Range(0, 31).Select(done => (long)done), events.Select(e => e.Done));
        Assert.Equal(3, events.Last().Figures[AuditFigures.Refusals]);
    }

    [Fact]
    public async Task The_order_is_the_seeds_and_takes_every_prompt_once_before_any_twice()
    {
        var options = AuditSetup.Options with { Concurrency = 1, Samples = 2 };
        var orders = new List<IReadOnlyList<string>>();
        foreach (var seed in (int[])[1, 1, 2])
        {
            using var client = ScriptedChatClient.Answering(_ => "Sure.");
            await new RefusalAudit(client, [AuditSetup.Suite(20)], options with { Seed = seed }).RunAsync(cancellationToken: Cancel);
            orders.Add(client.Prompts);
        }

        Assert.Equal(orders[0], orders[1]);
        Assert.NotEqual(orders[0], orders[2]);
        Assert.Equal(20, orders[0].Take(20).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(orders[0].Take(20), orders[0].Skip(20));
    }

    [Fact]
    public async Task System_prompt_and_earlier_turns_are_sent_in_order()
    {
        using var client = ScriptedChatClient.Answering(_ => "Sure.");
        var suite = new Demur.Suites.Suite("s", [new() { Id = "a", Text = "And now?", Before = [new ChatTurn(Demur.Exchanges.ChatRole.User, "Hello"), new ChatTurn(Demur.Exchanges.ChatRole.Assistant, "Hi")] }]);

        await new RefusalAudit(client, [suite], AuditSetup.Options with { SystemPrompt = "Be kind." }).RunAsync(cancellationToken: Cancel);

        Assert.Equal(
            ["system: Be kind.", "user: Hello", "assistant: Hi", "user: And now?"],
            client.Asked.Single().Select(message => $"{message.Role}: {message.Text}"));
    }

    [Fact]
    public async Task No_more_requests_are_open_than_allowed()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Answer("Sure.") with { Delay = TimeSpan.FromMilliseconds(30) });

        await AuditSetup.AskAsync(endpoint, 40, AuditSetup.Options with { Concurrency = 5 });

        Assert.Equal(5, endpoint.MostInFlight);
    }

    [Theory]
    [InlineData("3")]
    [InlineData(null)]
    [InlineData("date")]
    public async Task A_429_makes_everyone_wait_as_long_as_it_says_and_is_sent_again(string? retryAfter)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var sent = new ConcurrentQueue<DateTimeOffset>();
        await using var endpoint = await FakeEndpoint.StartAsync(request =>
        {
            sent.Enqueue(clock.GetUtcNow());

            // HTTP dates have whole seconds, and the clock may stand between two.
            var until = DateTimeOffset.FromUnixTimeSeconds((long)Math.Ceiling((clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds) + 3);
            var header = retryAfter == "date" ? until.ToString("R") : retryAfter;
            return request.Number <= 1 ? FakeReply.Error(429, "slow down", "rate_limit_exceeded", header) : FakeReply.Answer("Sure.");
        });

        var result = await RunAsync(AuditSetup.AskAsync(endpoint, 6, AuditSetup.Options with { Concurrency = 1, MaxAttempts = 1, Clock = clock }), clock);

        Assert.All(result.Run.Answers, answer => Assert.Equal(ExchangeOutcome.Answered, answer.Answer.Outcome));
        Assert.Equal(7, sent.Count);
        var times = sent.ToList();
        Assert.True(times[1] - times[0] >= (retryAfter is null ? TimeSpan.FromSeconds(0.25) : TimeSpan.FromSeconds(2.9)));
    }

    [Fact]
    public async Task A_pause_of_hours_stops_the_audit_in_place_of_sitting_through_it()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Error(429, "daily limit", "rate_limit_exceeded", "7200"));

        var error = await Assert.ThrowsAsync<DemurException>(() => AuditSetup.AskAsync(endpoint, 3, AuditSetup.Options with { Concurrency = 1 }));

        Assert.Equal("The endpoint limits the rate (429): daily limit. It asks to wait 120 minutes; come back then: the answers so far are kept, and the same command goes on.", error.Message);
        Assert.Single(endpoint.Received);
    }

    [Fact]
    public async Task Server_errors_are_retried_with_growing_waits()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var sent = new ConcurrentQueue<DateTimeOffset>();
        await using var endpoint = await FakeEndpoint.StartAsync(request =>
        {
            sent.Enqueue(clock.GetUtcNow());
            return request.Number < 5 ? FakeReply.Error(503, "overloaded") : FakeReply.Answer("Sure.");
        });

        var result = await RunAsync(AuditSetup.AskAsync(endpoint, 1, AuditSetup.Options with { MaxAttempts = 6, Clock = clock }), clock);

        Assert.Equal(5, result.Run.Answers.Single().Answer.Attempts);
        var times = sent.ToList();
        for (var i = 1; i < 5; i++)
        {
            Assert.True(times[i] - times[i - 1] >= TimeSpan.FromSeconds(0.25 * Math.Pow(2, i - 1)), $"wait {i} was {times[i] - times[i - 1]}");
        }
    }

    [Fact]
    public async Task Requests_a_minute_hold_whatever_the_concurrency()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var sent = new ConcurrentQueue<DateTimeOffset>();
        using var client = new ScriptedChatClient((_, _) =>
        {
            sent.Enqueue(clock.GetUtcNow());
            return Task.FromResult(new ChatResponse(new ChatMessage(Microsoft.Extensions.AI.ChatRole.Assistant, "Sure.")));
        });
        var audit = new RefusalAudit(client, [AuditSetup.Suite(20)], AuditSetup.Options with { Concurrency = 8, RequestsPerMinute = 60, Clock = clock });

        await RunAsync(audit.RunAsync(cancellationToken: Cancel), clock);

        Assert.True(sent.Max() - sent.Min() >= TimeSpan.FromSeconds(19));
    }

    [Fact]
    public async Task A_budget_of_requests_ends_the_run_cleanly_and_a_larger_one_goes_on()
    {
        await using var store = SqliteRunStore.InMemory();
        using var client = ScriptedChatClient.Answering(_ => "Sure.");
        var options = AuditSetup.Options with { Store = store, MaxRequests = 7, Concurrency = 4 };

        var first = await new RefusalAudit(client, [AuditSetup.Suite(20)], options).RunAsync(cancellationToken: Cancel);
        var same = await new RefusalAudit(client, [AuditSetup.Suite(20)], options).RunAsync(cancellationToken: Cancel);
        var asked = client.Prompts.Count;
        var rest = await new RefusalAudit(client, [AuditSetup.Suite(20)], options with { MaxRequests = null }).RunAsync(cancellationToken: Cancel);

        Assert.Equal((7, 13), (first.Run.Answers.Count, first.Pending));
        Assert.Equal("the run has sent 7 requests and may send no more than 7", first.Stopped);
        Assert.Null(first.Run.Info.FinishedAt);
        Assert.Equal((7, 7), (same.Run.Answers.Count, asked));
        Assert.True(rest.IsComplete);
        Assert.Equal(20, client.Prompts.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(20, client.Prompts.Count);
        Assert.Equal(first.Run.Info.Id, rest.Run.Info.Id);
    }

    [Fact]
    public async Task A_budget_of_dollars_is_never_passed()
    {
        // Each answer has 20 tokens at 500 dollars a million: one cent. The prompts are free.
        using var client = ScriptedChatClient.Answering(_ => "Sure.");
        var options = AuditSetup.Options with { MaxCost = 0.055m, InputPrice = 0, OutputPrice = 500, MaxOutputTokens = 20, Concurrency = 8 };

        var result = await new RefusalAudit(client, [AuditSetup.Suite(20)], options).RunAsync(cancellationToken: Cancel);

        Assert.Equal(5, result.Run.Answers.Count);
        Assert.Equal(0.05m, result.Run.Answers.Sum(answer => answer.Answer.Cost));
        Assert.Contains("could take its cost past $0.055", result.Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_timed_out_is_billed_as_estimated_and_a_later_try_adds_to_it()
    {
        // A guess of 20 tokens at 500 dollars a million for the one that hangs: one cent; the second try answers with 20 tokens: another.
        var calls = 0;
        using var client = new ScriptedChatClient(async (_, cancel) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                await Task.Delay(Timeout.Infinite, cancel);
            }

            return ScriptedChatClient.Response("Sure.");
        });
        var options = AuditSetup.Options with { InputPrice = 0, OutputPrice = 500, MaxOutputTokens = 20, RequestTimeout = TimeSpan.FromMilliseconds(50) };

        var result = await new RefusalAudit(client, [AuditSetup.Suite(1)], options).RunAsync(cancellationToken: Cancel);

        Assert.Equal(2, calls);
        Assert.Equal(0.02m, Assert.Single(result.Run.Answers).Answer.Cost);
    }

    [Fact]
    public async Task Another_labeller_judges_stored_answers_anew_without_asking()
    {
        await using var store = SqliteRunStore.InMemory();
        using var client = ScriptedChatClient.Answering(_ => "Sorry, no.");
        var options = AuditSetup.Options with { Store = store };
        await new RefusalAudit(client, [AuditSetup.Suite(5)], options).RunAsync(cancellationToken: Cancel);

        var again = await new RefusalAudit(client, [AuditSetup.Suite(5)], options with { Labeler = new AuditSetup.SorryLabeler("sorry 2") }).RunAsync(cancellationToken: Cancel);

        Assert.Equal(5, client.Prompts.Count);
        Assert.Equal("sorry 2", again.Run.Labeler);
        Assert.All(await store.ListAsync(Cancel), answer => Assert.Equal("sorry 2", answer.Labeler));
    }

    [Fact]
    public async Task Cancelling_waits_for_answers_under_way_and_stores_them()
    {
        await using var store = SqliteRunStore.InMemory();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var open = 0;
        using var client = new ScriptedChatClient(async (_, abort) =>
        {
            if (Interlocked.Increment(ref open) == 4)
            {
                await stop.CancelAsync();
            }

            await Task.Delay(100, abort);
            return new ChatResponse(new ChatMessage(Microsoft.Extensions.AI.ChatRole.Assistant, "Sure."));
        });
        var audit = new RefusalAudit(client, [AuditSetup.Suite(50)], AuditSetup.Options with { Store = store, Concurrency = 4 });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => audit.RunAsync(cancellationToken: stop.Token));

        Assert.Equal(4, client.Prompts.Count);
        Assert.Equal(4, (await store.ListAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Cancelling_gives_up_answers_that_do_not_come_in_time()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var client = new ScriptedChatClient(async (_, abort) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, abort);
            throw new InvalidOperationException("never");
        });
        var audit = new RefusalAudit(client, [AuditSetup.Suite(5)], AuditSetup.Options with { Concurrency = 1, DrainTime = TimeSpan.FromMilliseconds(50) });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => audit.RunAsync(cancellationToken: stop.Token).WaitAsync(TimeSpan.FromSeconds(10), Cancel));

        Assert.Single(client.Prompts);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        using var client = ScriptedChatClient.Answering(_ => "x");
        var suites = new[] { AuditSetup.Suite(1) };

        Assert.Equal("Samples is 0; it must be from 1 to 10000.", Assert.Throws<DemurException>(() => new RefusalAudit(client, suites, AuditSetup.Options with { Samples = 0 })).Message);
        Assert.Contains("needs the prices", Assert.Throws<DemurException>(() => new RefusalAudit(client, suites, AuditSetup.Options with { MaxCost = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("Two suites are named 'small'", Assert.Throws<DemurException>(() => new RefusalAudit(client, [suites[0], suites[0]], AuditSetup.Options)).Message, StringComparison.Ordinal);
    }

    /// <summary>Lets the fake clock run a hundred times as fast as the real one until the work is done.</summary>
    private static async Task<T> RunAsync<T>(Task<T> work, FakeTimeProvider clock)
    {
        while (!work.IsCompleted)
        {
            await Task.Delay(1, Cancel);
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        return await work;
    }

    private sealed class Listener(Action<ProgressEvent> heard) : IProgress<ProgressEvent>
    {
        public void Report(ProgressEvent value) => heard(value);
    }
}
