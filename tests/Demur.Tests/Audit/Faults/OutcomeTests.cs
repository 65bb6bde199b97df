using System.Globalization;
using Demur.Audit;
using Demur.Exchanges;
using Demur.Testing;

namespace Demur.Tests.Audit.Faults;

/// <summary>What one misbehaving reply becomes. Blocked, errored, empty, truncated and refused are five different things.</summary>
public sealed class OutcomeTests
{
    private static readonly AuditOptions Once = AuditSetup.Options with { MaxAttempts = 1 };

    [Fact]
    public async Task A_plain_answer_keeps_its_figures()
    {
        var answer = await AuditSetup.AskOneAsync(_ => FakeReply.Answer("Here you go.", inputTokens: 7, outputTokens: 4), Once with { InputPrice = 1, OutputPrice = 10 });

        Assert.Equal(ExchangeOutcome.Answered, answer.Outcome);
        Assert.Equal("Here you go.", answer.Response);
        Assert.Equal("stop", answer.FinishReason);
        Assert.Equal((7L, 4L), (answer.InputTokens, answer.OutputTokens));
        Assert.Equal(0.000047m, answer.Cost);
        Assert.Equal(1, answer.Attempts);
        Assert.NotNull(answer.Latency);
    }

    [Fact]
    public async Task A_length_limit_is_a_truncation() =>
        Assert.Equal(ExchangeOutcome.Truncated, (await AuditSetup.AskOneAsync(_ => FakeReply.Answer("Once upon", "length"), Once)).Outcome);

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public async Task White_space_is_an_empty_answer(string text)
    {
        var answer = await AuditSetup.AskOneAsync(_ => FakeReply.Raw(Completion(text, "stop")), Once);

        Assert.Equal(ExchangeOutcome.Empty, answer.Outcome);
        Assert.Null(answer.Error);
    }

    [Theory]
    [InlineData("content_filter")]
    [InlineData("PROHIBITED_CONTENT")]
    public async Task A_content_filter_finish_reason_is_a_block(string reason)
    {
        var answer = await AuditSetup.AskOneAsync(_ => FakeReply.Raw(Completion("par", reason)), Once);

        Assert.Equal(ExchangeOutcome.Blocked, answer.Outcome);
        Assert.Equal(reason, answer.FinishReason);
        Assert.Null(answer.Error);
    }

    [Theory]
    [InlineData(400, "content_filter", "The response was filtered due to the prompt triggering a policy.")]
    [InlineData(400, "content_policy_violation", "Rejected.")]
    [InlineData(400, "invalid_prompt", "Flagged as potentially violating our usage policy.")]
    [InlineData(403, "moderation", "Your input was flagged.")]
    public async Task A_filter_that_answers_with_an_error_status_is_a_block_and_is_not_sent_again(int status, string code, string message)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Error(status, message, code));

        var answer = (await AuditSetup.AskAsync(endpoint, 1)).Run.Answers.Single();

        Assert.Equal(ExchangeOutcome.Blocked, answer.Answer.Outcome);
        Assert.Equal(code, answer.Answer.FinishReason);
        Assert.Null(answer.Decision);
        Assert.Single(endpoint.Received);
    }

    [Fact]
    public async Task A_refusal_beside_the_content_is_an_answer_that_refuses()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Raw(
            """{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"refusal":"I'm sorry, I can't."},"finish_reason":"stop"}]}"""));

        var answer = (await AuditSetup.AskAsync(endpoint, 1, Once)).Run.Answers.Single();

        Assert.Equal(ExchangeOutcome.Answered, answer.Answer.Outcome);
        Assert.Equal("I'm sorry, I can't.", answer.Answer.Response);
        Assert.True(answer.Decision!.IsRefusal);
    }

    [Theory]
    [InlineData("<html>gateway</html>", "no valid JSON")]
    [InlineData("", "no valid JSON")]
    [InlineData("""{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[]}""", "no choices")]
    [InlineData("""{"error":{"message":"boom"}}""", "no choices")]
    public async Task A_body_that_is_no_completion_is_sent_for_again_and_then_an_error(string body, string words)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(_ => FakeReply.Raw(body));

        var answer = (await AuditSetup.AskAsync(endpoint, 1, AuditSetup.Options with { MaxAttempts = 2 })).Run.Answers.Single().Answer;

        Assert.Equal(ExchangeOutcome.Errored, answer.Outcome);
        Assert.Contains(words, answer.Error, StringComparison.Ordinal);
        Assert.Equal(2, answer.Attempts);
        Assert.Equal(2, endpoint.Received.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        var answer = await AuditSetup.AskOneAsync(request => FakeReply.Answer("Here.") with { CutAfter = request.Number < 3 ? 40 : null });

        Assert.Equal("Here.", answer.Response);
        Assert.Equal(3, answer.Attempts);
    }

    [Fact]
    public async Task A_stream_that_always_breaks_leaves_its_beginning_as_a_truncated_answer()
    {
        var answer = await AuditSetup.AskOneAsync(
            _ => FakeReply.Stream([.. Enumerable.Range(0, 50).Select(i => i.ToString(CultureInfo.InvariantCulture) + " ")]) with { CutAfter = 3000 },
            Once with { Streaming = true });

        Assert.Equal(ExchangeOutcome.Truncated, answer.Outcome);
        Assert.StartsWith("0 1 2 3 ", answer.Response, StringComparison.Ordinal);
        Assert.Null(answer.FinishReason);
    }

    [Fact]
    public async Task A_stream_that_is_closed_without_a_finish_reason_is_truncated_and_not_paid_for_again()
    {
        var answer = await AuditSetup.AskOneAsync(_ => FakeReply.Unfinished(["Here ", "is ", "how"]), AuditSetup.Options with { Streaming = true, MaxAttempts = 2 });

        Assert.Equal((ExchangeOutcome.Truncated, "Here is how", 1), (answer.Outcome, answer.Response, answer.Attempts));
    }

    [Fact]
    public async Task A_stream_that_arrives_whole_is_the_same_answer()
    {
        var answer = await AuditSetup.AskOneAsync(_ => FakeReply.Stream(["I am ", "sorry."]), Once with { Streaming = true });

        Assert.Equal((ExchangeOutcome.Answered, "I am sorry.", "stop"), (answer.Outcome, answer.Response, answer.FinishReason));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_stream_though_asked_to_is_named_as_the_likely_cause()
    {
        var answer = await AuditSetup.AskOneAsync(_ => FakeReply.Answer("I am sorry."), Once with { Streaming = true });

        Assert.Equal(ExchangeOutcome.Errored, answer.Outcome);
        Assert.EndsWith("The request asked for a stream; an endpoint that does not stream needs it turned off.", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_megabytes_are_stored_as_one_with_their_length(bool streaming)
    {
        const int Length = 10_000_000;
        var text = new string('x', Length);
        var reply = streaming ? FakeReply.Stream([.. text.Chunk(100_000).Select(chunk => new string(chunk))]) : FakeReply.Answer(text);

        var answer = await AuditSetup.AskOneAsync(_ => reply, Once with { Streaming = streaming });

        Assert.Equal(ExchangeOutcome.Truncated, answer.Outcome);
        Assert.Equal(1 << 20, answer.Response.Length);
        Assert.Equal(Length, answer.FullLength);
    }

    [Fact]
    public async Task A_hang_ends_with_the_time_limit()
    {
        var answer = await AuditSetup.AskOneAsync(_ => FakeReply.Hang(), Once with { RequestTimeout = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(ExchangeOutcome.Errored, answer.Outcome);
        Assert.Equal("No complete answer came within 0.2 seconds.", answer.Error);
    }

    [Fact]
    public async Task A_rejected_request_is_an_error_of_that_prompt_alone()
    {
        await using var endpoint = await FakeEndpoint.StartAsync(request =>
            request.Prompt == "prompt 1" ? FakeReply.Error(400, "maximum context length exceeded", "context_length_exceeded") : FakeReply.Answer("Yes."));

        var result = await AuditSetup.AskAsync(endpoint, 3);

        Assert.Equal([ExchangeOutcome.Answered, ExchangeOutcome.Errored, ExchangeOutcome.Answered], result.Run.Answers.Select(answer => answer.Answer.Outcome));
        Assert.Equal("The endpoint rejects the request (400): maximum context length exceeded.", result.Run.Answers[1].Answer.Error);
        Assert.Equal(3, endpoint.Received.Count);
    }

    private static string Completion(string text, string reason) =>
        $$"""{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":{{System.Text.Json.JsonSerializer.Serialize(text)}}},"finish_reason":"{{reason}}"}]}""";
}
