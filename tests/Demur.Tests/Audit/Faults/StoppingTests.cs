using Demur.Audit;
using Demur.Audit.Endpoints;
using Demur.Exchanges;
using Demur.Testing;

namespace Demur.Tests.Audit.Faults;

/// <summary>Faults that no further request can get past stop the audit at once, with a sentence that helps.</summary>
public sealed class StoppingTests
{
    private const string Key = "sk-test-7hQ2secretsecret";

    [Theory]
    [InlineData(401, ErrorCode.Unauthorized)]
    [InlineData(403, ErrorCode.Unauthorized)]
    public async Task A_wrong_key_stops_at_once_and_is_never_repeated(int status, ErrorCode code)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(request => FakeReply.Error(status, $"Incorrect key: {request.Authorization}", "invalid_api_key"));
        using var client = AuditSetup.Connect(endpoint, Key);
        var audit = new RefusalAudit(client, [AuditSetup.Suite(100)], AuditSetup.Options with { Concurrency = 4, Secrets = [Key] });

        var error = await Assert.ThrowsAsync<DemurException>(() => audit.RunAsync(cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(code, error.Code);
        Assert.Equal(3, error.ExitCode);
        Assert.Contains("Check the key", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.Message, StringComparison.Ordinal);
        Assert.InRange(endpoint.Received.Count, 1, 4);
        Assert.All(endpoint.Received, request => Assert.Equal($"Bearer {Key}", request.Authorization));
    }

    [Theory]
    [InlineData(404, "model_not_found", "does not know the model")]
    [InlineData(429, "insufficient_quota", "quota is used up")]
    [InlineData(402, null, "quota is used up")]
    public async Task An_unknown_model_and_an_empty_account_stop_at_once(int status, string? apiCode, string words)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Error(status, "No.", apiCode));

        var error = await Assert.ThrowsAsync<DemurException>(() => AuditSetup.AskAsync(endpoint, 50, AuditSetup.Options with { Concurrency = 1 }));

        Assert.Equal(ErrorCode.Model, error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Single(endpoint.Received);
    }

    [Fact]
    public async Task A_host_that_nobody_serves_stops_after_three_tries()
    {
        await using var gone = await FakeEndpoint.StartAsync(_ => FakeReply.Answer("x"));
        var address = gone.Address;
        await gone.DisposeAsync();
        using var client = ChatEndpoint.Connect(ModelSpec.Parse($"openai:fake@{address}"), key: null);

        var error = await Assert.ThrowsAsync<DemurException>(
            () => new RefusalAudit(client, [AuditSetup.Suite(50)], AuditSetup.Options).RunAsync(cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.Network, error.Code);
        Assert.Contains("Check the address and that the server runs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_speaks_no_TLS_stops_at_once()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Answer("x"));
        var address = endpoint.Address.Replace("http:", "https:", StringComparison.Ordinal);
        using var client = ChatEndpoint.Connect(ModelSpec.Parse($"openai:fake@{address}"), key: null);

        var error = await Assert.ThrowsAsync<DemurException>(
            () => new RefusalAudit(client, [AuditSetup.Suite(1)], AuditSetup.Options).RunAsync(cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("No encrypted connection", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_without_an_end_stop_the_audit_and_are_asked_again_the_next_time()
    {
        using var folder = new TemporaryFolder();
        var broken = true;
        await using var endpoint = await FakeEndpoint.StartAsync(_ => broken ? FakeReply.Error(500, "down") : FakeReply.Answer("Yes."));
        await using var store = Demur.Audit.Store.SqliteRunStore.Open(folder.Path);
        var options = AuditSetup.Options with { Store = store, MaxAttempts = 1, MaxErrorsInARow = 5, Concurrency = 1 };

        var error = await Assert.ThrowsAsync<DemurException>(() => AuditSetup.AskAsync(endpoint, 30, options));
        broken = false;
        var result = await AuditSetup.AskAsync(endpoint, 30, options);

        Assert.StartsWith("5 prompts in a row got no answer. The last: The endpoint failed (500): down", error.Message, StringComparison.Ordinal);
        Assert.True(result.IsComplete);
        Assert.All(result.Run.Answers, answer => Assert.Equal(ExchangeOutcome.Answered, answer.Answer.Outcome));
        Assert.Equal(5, result.Run.Answers.Count(answer => answer.Answer.Attempts == 2));
        Assert.Equal(35, endpoint.Received.Count);
    }

    [Fact]
    public async Task A_key_that_an_answer_echoes_is_taken_out()
    {
        var answer = await AuditSetup.AskOneAsync(_ => FakeReply.Answer($"Your header was Bearer {Key}."), AuditSetup.Options with { Secrets = [Key] });

        Assert.Equal("Your header was Bearer [key removed].", answer.Response);
    }
}
