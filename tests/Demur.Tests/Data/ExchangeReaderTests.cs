using Demur.Data;
using Demur.Exchanges;

namespace Demur.Tests.Data;

public sealed class ExchangeReaderTests
{
    [Fact]
    public async Task Prompt_and_response_make_an_answered_exchange_with_its_metadata()
    {
        var exchange = await MapAsync("""{"id":"7","prompt":"Why?","response":"Because.","model":"m-1","category":"plain","nested":{"x":1},"latency_ms":1500,"input_tokens":3,"output_tokens":4}""");

        Assert.Equal([new ChatTurn(ChatRole.User, "Why?")], exchange.Exchange.Conversation);
        Assert.Equal(("Because.", ExchangeOutcome.Answered), (exchange.Exchange.Response, exchange.Exchange.Outcome));
        Assert.Equal(("7", "m-1"), (exchange.Exchange.Id, exchange.Exchange.Model));
        Assert.Equal([new("category", "plain")], exchange.Exchange.Metadata);
        Assert.Equal((TimeSpan.FromSeconds(1.5), 3, 4), (exchange.Latency, exchange.InputTokens, exchange.OutputTokens));
    }

    [Fact]
    public async Task A_conversation_ends_with_its_answer()
    {
        var exchange = await MapAsync("""{"messages":[{"role":"system","content":"S"},{"role":"user","content":"U"},{"role":"assistant","content":"A"}]}""");

        Assert.Equal([new(ChatRole.System, "S"), new(ChatRole.User, "U")], exchange.Exchange.Conversation);
        Assert.Equal(("U", "A"), (exchange.Exchange.Prompt, exchange.Exchange.Response));
    }

    [Fact]
    public async Task A_response_beside_the_conversation_is_the_answer()
    {
        var exchange = await MapAsync("""{"messages":[{"role":"user","content":"U"},{"role":"assistant","content":"A"},{"role":"user","content":"V"}],"response":"B"}""");

        Assert.Equal(3, exchange.Exchange.Conversation.Count);
        Assert.Equal(("V", "B"), (exchange.Exchange.Prompt, exchange.Exchange.Response));
    }

    [Fact]
    public async Task A_logged_call_is_read_from_request_and_choices()
    {
        var exchange = await MapAsync("""
            {"request":{"model":"asked","messages":[{"role":"user","content":"U"}]},"response":{"model":"answered","choices":[{"message":{"content":null,"refusal":"I will not."},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":6}}}
            """);

        Assert.Equal(("U", "I will not.", "answered"), (exchange.Exchange.Prompt, exchange.Exchange.Response, exchange.Exchange.Model));
        Assert.Equal(("stop", 5, 6), (exchange.FinishReason, exchange.InputTokens, exchange.OutputTokens));
    }

    [Theory]
    [InlineData("""{"prompt":"p","response":"r"}""", ExchangeOutcome.Answered)]
    [InlineData("""{"prompt":"p","response":"r","finish_reason":"length"}""", ExchangeOutcome.Truncated)]
    [InlineData("""{"prompt":"p","response":"  "}""", ExchangeOutcome.Empty)]
    [InlineData("""{"prompt":"p","response":null}""", ExchangeOutcome.Empty)]
    [InlineData("""{"prompt":"p","response":"","finish_reason":"content_filter"}""", ExchangeOutcome.Blocked)]
    [InlineData("""{"prompt":"p","error":"timed out"}""", ExchangeOutcome.Errored)]
    [InlineData("""{"prompt":"p","response":"r","error":null}""", ExchangeOutcome.Answered)]
    public async Task What_came_back_is_told_apart(string json, ExchangeOutcome expected) =>
        Assert.Equal(expected, (await MapAsync(json)).Exchange.Outcome);

    [Theory]
    [InlineData("""{"question":"p","response":"r"}""", "a.jsonl:1: no column 'prompt'; found question, response. Map it: --map prompt=NAME")]
    [InlineData("""{"prompt":"p"}""", "a.jsonl:1: no column 'response'; found prompt. Map it: --map response=NAME")]
    [InlineData("""{"prompt":" ","response":"r"}""", "a.jsonl:1: column 'prompt': is empty; write what was asked.")]
    [InlineData("""{"prompt":"p","response":"r","latency":-1}""", "a.jsonl:1: column 'latency': is not a time that an answer can take; expected a number from 0 up.")]
    [InlineData("""{"messages":[{"role":"assistant","content":"A"}]}""", "a.jsonl:1: column 'messages': holds no user turn before the answer; at least one is needed.")]
    [InlineData("""{"messages":[{"role":"boss","content":"A"}],"response":"r"}""", "a.jsonl:1: column 'messages': turn 0 has the role 'boss'; expected system, developer, user, assistant or tool.")]
    public async Task A_row_without_an_exchange_says_what_it_lacks(string json, string expected) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<DemurException>(() => MapAsync(json))).Message);

    [Fact]
    public async Task Unusable_rows_of_a_file_follow_the_policy()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "{\"q\":\"1\",\"a\":\"x\"}\n{\"q\":\"2\"}\n{\"q\":\"3\",\"a\":\"z\"}", TestContext.Current.CancellationToken);
        var report = new DataReadReport();
        var options = new DataFileOptions { Columns = ColumnMap.Parse(["prompt=q,response=a"]), BrokenRows = BrokenRowPolicy.SkipAndCount, Report = report };

        var exchanges = await ExchangeReader.ReadAsync(path, options, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        File.Delete(path);
        Assert.Equal(["1", "3"], exchanges.Select(exchange => exchange.Exchange.Prompt));
        Assert.Equal((2, 1), (report.RowsRead, report.RowsSkipped));
        Assert.Empty(exchanges[0].Exchange.Metadata);
    }

    private static async Task<RecordedExchange> MapAsync(string json) => ExchangeReader.Map(Assert.Single(await TextFile.ReadAsync("a.jsonl", json)));
}
