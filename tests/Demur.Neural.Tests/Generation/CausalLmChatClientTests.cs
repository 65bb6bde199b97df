using Demur.Neural.Generation;
using Microsoft.Extensions.AI;

namespace Demur.Neural.Tests.Generation;

public sealed class CausalLmChatClientTests
{
    private static readonly ChatMessage[] Conversation = [new(ChatRole.System, "w1"), new(ChatRole.User, "w2 w3 w4")];

    [Fact]
    public async Task A_response_counts_its_tokens_and_says_why_it_ended()
    {
        using var chat = new TinyChat();
        using var client = chat.Client(maximumTokens: 5);

        var response = await client.GetResponseAsync(Conversation, cancellationToken: TestContext.Current.CancellationToken);
        var result = Assert.IsType<GenerationResult>(response.RawRepresentation);
        var stopped = await client.GetResponseAsync(Conversation, new ChatOptions { StopSequences = [result.Text.Split(' ')[1]] }, TestContext.Current.CancellationToken);

        // <s> <|system|> w1 <|end|> <|user|> w2 w3 w4 <|end|> <|hdr|> <|assistant|> <|nl|>
        Assert.Equal((12, 5, 17), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount));
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.Equal(ChatFinishReason.Stop, stopped.FinishReason);
        Assert.StartsWith(stopped.Text, response.Text);
    }

    [Fact]
    public async Task A_stream_says_what_the_response_says()
    {
        using var chat = new TinyChat();
        using var client = chat.Client();
        var options = new ChatOptions { Temperature = 1, Seed = 4, TopK = 20 };

        var response = await client.GetResponseAsync(Conversation, options, TestContext.Current.CancellationToken);
        var streamed = await client.GetStreamingResponseAsync(Conversation, options, TestContext.Current.CancellationToken).ToChatResponseAsync(TestContext.Current.CancellationToken);

        Assert.Equal(response.Text, streamed.Text);
        Assert.Equal(response.FinishReason, streamed.FinishReason);
        Assert.Equal(response.Usage!.TotalTokenCount, streamed.Usage!.TotalTokenCount);
    }

    [Fact]
    public async Task Conversations_at_the_same_time_do_not_meet()
    {
        using var chat = new TinyChat();
        using var client = chat.Client(maximumTokens: 20);
        var alone = new List<string>();
        foreach (var turn in Enumerable.Range(0, 6))
        {
            alone.Add((await client.GetResponseAsync($"w{turn} w{turn + 9}", cancellationToken: TestContext.Current.CancellationToken)).Text);
        }

        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(async turn =>
        {
            var updates = new List<string>();
            await foreach (var update in client.GetStreamingResponseAsync($"w{turn} w{turn + 9}", cancellationToken: TestContext.Current.CancellationToken))
            {
                updates.Add(update.Text);
            }

            return string.Concat(updates);
        }));

        Assert.Equal(alone, together);
        Assert.True(alone.Distinct().Count() > 1);
    }

    [Fact]
    public async Task Cancelling_in_mid_stream_ends_that_stream_and_nothing_else()
    {
        using var chat = new TinyChat();
        using var client = chat.Client(maximumTokens: 40);
        var whole = (await client.GetResponseAsync(Conversation, cancellationToken: TestContext.Current.CancellationToken)).Text;
        using var cancel = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(Conversation, cancellationToken: cancel.Token))
            {
                if (++seen == 3)
                {
                    await cancel.CancelAsync();
                }
            }
        });

        Assert.Equal(3, seen);
        Assert.Equal(whole, (await client.GetResponseAsync(Conversation, cancellationToken: TestContext.Current.CancellationToken)).Text);
    }

    [Fact]
    public async Task Options_that_a_model_in_the_process_does_not_have_are_refused_by_name()
    {
        using var chat = new TinyChat();
        using var client = chat.Client();
        (ChatOptions Options, string Expected)[] cases =
        [
            (new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "f")] }, "Tools"),
            (new ChatOptions { ResponseFormat = ChatResponseFormat.Json }, "ResponseFormat"),
            (new ChatOptions { PresencePenalty = 1 }, "PresencePenalty"),
            (new ChatOptions { ConversationId = "x" }, "ConversationId"),
            (new ChatOptions { ModelId = "other" }, "no model 'other'"),
            (new ChatOptions { AdditionalProperties = new() { ["min_q"] = 1 } }, "did you mean 'min_p'?"),
            (new ChatOptions { AdditionalProperties = new() { ["min_p"] = "much" } }, "expected a number"),
            (new ChatOptions { Temperature = -1 }, "Temperature is -1"),
        ];

        foreach (var (options, expected) in cases)
        {
            var error = await Assert.ThrowsAsync<DemurException>(() => client.GetResponseAsync(Conversation, options, TestContext.Current.CancellationToken));
            Assert.Contains(expected, error.Message);
        }

        Assert.Contains("DataContent", (await Assert.ThrowsAsync<DemurException>(() => client.GetResponseAsync([new ChatMessage(ChatRole.User, [new DataContent(new byte[1], "image/png")])], cancellationToken: TestContext.Current.CancellationToken))).Message);
    }

    [Fact]
    public async Task Extra_options_and_instructions_reach_the_model()
    {
        using var chat = new TinyChat();
        using var client = chat.Client(maximumTokens: 4);

        var response = await client.GetResponseAsync("w2", new ChatOptions { Instructions = "w1", AdditionalProperties = new() { ["forced_prefix"] = "w7 w8", ["alternatives"] = 2 } }, TestContext.Current.CancellationToken);

        var result = Assert.IsType<GenerationResult>(response.RawRepresentation);
        Assert.StartsWith("w7 w8", response.Text);
        Assert.Equal(10, response.Usage!.InputTokenCount);
        Assert.All(result.Tokens, token => Assert.Equal(2, token.Alternatives.Count));
    }

    [Fact]
    public async Task The_token_behind_an_answer_in_the_template_ends_answers()
    {
        using var chat = new TinyChat();
        using var client = chat.Client(maximumTokens: 4);

        var response = await client.GetResponseAsync("w2", new ChatOptions { AdditionalProperties = new() { ["forced_prefix"] = "w7" } }, TestContext.Current.CancellationToken);
        var ending = new CausalLmChatClient(chat.Generator, TinyChat.Template, new CausalLmChatClientOptions { Generation = new GenerationOptions { Processors = [new Only(TinyChat.Tokenizer.TokenId("<|end|>")!.Value)] } });
        var ended = await ending.GetResponseAsync("w2", cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith("w7", response.Text);
        Assert.Equal(("", ChatFinishReason.Stop, 1), (ended.Text, ended.FinishReason, ended.Usage!.OutputTokenCount));
    }

    private sealed class Only(int id) : ILogitsProcessor
    {
        public void Process(LogitsContext context, Span<float> logits)
        {
            var kept = logits[id];
            logits.Fill(float.NegativeInfinity);
            logits[id] = kept;
        }
    }
}
