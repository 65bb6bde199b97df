using Demur.Neural.Generation;
using Demur.Neural.Hooks;
using Microsoft.Extensions.AI;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Generation;

/// <summary>Interventions while a model writes: step by step, alone, in batches and through the chat client.</summary>
public sealed class HookedGenerationTests
{
    private static readonly int[] Prompt = [0, 3, 20, 31, 4, 5, 6, 7];
    private static readonly GenerationOptions Options = new() { MaximumTokens = 6 };

    [Theory]
    [InlineData("llama")]
    [InlineData("deepseek")]
    public void Each_step_is_seen_once_with_its_phase_and_its_position(string family)
    {
        using var chat = new TinyChat(family);
        var seen = new List<(ForwardPhase Phase, int Start, int Length)>();
        var watch = Rewrite.At("blocks.1.resid_pre", (site, _) =>
        {
            seen.Add((site.Phase, site.Start(0), site.Length));
            return null;
        });
        var plain = chat.Generator.Generate(Prompt, Options, TestContext.Current.CancellationToken).Ids;

        using var open = chat.Model.With(watch);
        var watched = chat.Generator.Generate(Prompt, Options, TestContext.Current.CancellationToken).Ids;

        Assert.Equal(plain, watched);
        Assert.Equal([(ForwardPhase.Prefill, 0, 8), .. Enumerable.Range(8, 5).Select(position => (ForwardPhase.Decode, position, 1))], seen);
    }

    [Fact]
    public void A_token_forbidden_from_the_third_step_on_may_still_be_said_before()
    {
        using var chat = new TinyChat();
        var plain = chat.Generator.Generate(Prompt, Options, TestContext.Current.CancellationToken).Ids;
        var ban = Rewrite.At("logits", (_, logits) => logits.index_fill(2, tensor(plain.Select(id => (long)id).Distinct().ToArray()), float.NegativeInfinity), Where.Decode & Where.From(Prompt.Length + 1));

        using var open = chat.Model.With(ban);
        var banned = chat.Generator.Generate(Prompt, Options, TestContext.Current.CancellationToken).Ids;

        // The first two tokens are chosen by the prompt and by the first generated token, which lies before the ban.
        Assert.Equal(plain.Take(2), banned.Take(2));
        Assert.DoesNotContain(banned.Skip(2), plain.Contains);
    }

    [Fact]
    public void Rows_of_a_batch_are_steered_apart_and_write_what_they_write_alone()
    {
        using var chat = new TinyChat("qwen2");
        int[][] prompts = [Prompt, [0, 3, 9], [0, 3, 11, 12, 13]];
        var steer = Rewrite.At("blocks.0.resid_post", (_, value) => value * -2, Where.Rows(1));
        var plain = prompts.Select(prompt => chat.Generator.Generate(prompt, Options, TestContext.Current.CancellationToken).Ids).ToArray();
        IReadOnlyList<int> steeredAlone;
        using (chat.Model.With(Rewrite.At("blocks.0.resid_post", (_, value) => value * -2)))
        {
            steeredAlone = chat.Generator.Generate(prompts[1], Options, TestContext.Current.CancellationToken).Ids;
        }

        using var open = chat.Model.With(steer);
        var together = chat.Generator.GenerateBatch(prompts, Options, TestContext.Current.CancellationToken);

        Assert.Equal([plain[0], steeredAlone, plain[2]], together.Select(result => result.Ids));
        Assert.NotEqual(plain[1], steeredAlone);
    }

    [Fact]
    public async Task A_scope_reaches_the_answers_and_streams_of_a_chat_client_and_no_other_conversation()
    {
        using var chat = new TinyChat();
        using var client = chat.Client();
        var cancel = TestContext.Current.CancellationToken;
        var plain = (await client.GetResponseAsync("w1 w2", cancellationToken: cancel)).Text;

        var results = await Task.WhenAll(Task.Run(SteeredAsync, cancel), Task.Run(async () => (await client.GetResponseAsync("w1 w2", cancellationToken: cancel)).Text, cancel));

        var parts = results[0].Split('|');
        Assert.Equal(parts[0], parts[1]);
        Assert.NotEqual(plain, parts[0]);
        Assert.Equal(plain, results[1]);

        async Task<string> SteeredAsync()
        {
            using var open = chat.Model.With(Rewrite.At("blocks.0.resid_post", (_, value) => value * -2));
            var answer = await client.GetResponseAsync("w1 w2", cancellationToken: cancel);
            var stream = await client.GetStreamingResponseAsync("w1 w2", cancellationToken: cancel).ToChatResponseAsync(cancel);
            return $"{answer.Text}|{stream.Text}";
        }
    }
}
