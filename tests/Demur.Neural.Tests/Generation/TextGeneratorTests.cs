using Demur.Neural.Generation;
using TorchSharp;

namespace Demur.Neural.Tests.Generation;

public sealed class TextGeneratorTests
{
    private static readonly int[] Prompt = [0, 3, 20, 31, 4, 5, 6, 7];

    [Theory]
    [InlineData("llama")]
    [InlineData("gemma2")]
    [InlineData("qwen3-moe")]
    public void Greedy_writing_takes_the_best_token_of_a_plain_forward_each_time(string family)
    {
        using var chat = new TinyChat(family);

        var ids = chat.Generator.Generate(Prompt, new GenerationOptions { MaximumTokens = 10 }, TestContext.Current.CancellationToken).Ids;

        var all = Prompt.ToList();
        for (var i = 0; i < 10; i++)
        {
            using var scope = torch.NewDisposeScope();
            var logits = chat.Model.Forward(torch.tensor(all.Select(id => (long)id).ToArray()).unsqueeze(0));
            all.Add((int)logits[0, -1].argmax().item<long>());
        }

        Assert.Equal(all.Skip(Prompt.Length), ids);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void A_batch_of_prompts_of_all_lengths_writes_what_each_writes_alone(double temperature)
    {
        using var chat = new TinyChat("qwen2");
        int[][] prompts = [Prompt, [0, 3, 9], [0, 3, 11, 12, 13, 14, 15, 16, 17, 18, 19, 4, 7], [0]];
        var options = new GenerationOptions { MaximumTokens = 14, Temperature = temperature, Seed = 3, StopTokens = [15, 20, 30, 40], RepetitionPenalty = 1.1 };

        var together = chat.Generator.GenerateBatch(prompts, options, TestContext.Current.CancellationToken);

        for (var row = 0; row < prompts.Length; row++)
        {
            var alone = chat.Generator.Generate(prompts[row], options with { Seed = options.Seed + row }, TestContext.Current.CancellationToken);
            Assert.Equal(alone.Ids, together[row].Ids);
            Assert.Equal((alone.Text, alone.Reason), (together[row].Text, together[row].Reason));
            Assert.All(alone.Tokens.Zip(together[row].Tokens), pair => Assert.Equal(pair.First.LogProbability, pair.Second.LogProbability, 4));
        }
    }

    [Fact]
    public void Scores_are_the_log_probabilities_of_a_plain_forward()
    {
        using var chat = new TinyChat();
        int[][] continuations = [[12, 9, 33], [12], [], [50, 50]];

        var scores = chat.Generator.Score(Prompt, continuations, TestContext.Current.CancellationToken);

        using var scope = torch.NewDisposeScope();
        for (var row = 0; row < continuations.Length; row++)
        {
            long[] all = [.. Prompt.Concat(continuations[row]).Select(id => (long)id)];
            var expected = torch.nn.functional.log_softmax(chat.Model.Forward(torch.tensor(all).unsqueeze(0))[0], -1);
            Assert.Equal(continuations[row].Length, scores[row].LogProbabilities.Count);
            for (var i = 0; i < continuations[row].Length; i++)
            {
                Assert.Equal(expected[Prompt.Length - 1 + i, continuations[row][i]].item<float>(), scores[row].LogProbabilities[i], 4);
            }
        }
    }

    [Fact]
    public void A_forced_prefix_is_said_first_and_its_probability_is_its_score()
    {
        using var chat = new TinyChat();
        int[] prefix = [12, 9, 33];

        var result = chat.Generator.Generate(Prompt, new GenerationOptions { MaximumTokens = 8, ForcedPrefix = prefix, Temperature = 1, Seed = 2 }, TestContext.Current.CancellationToken);
        var rest = chat.Generator.Score([.. Prompt, .. prefix], [.. result.Ids.Skip(3)]);
        var score = chat.Generator.Score(Prompt, prefix);

        Assert.Equal(prefix, result.Ids.Take(3));
        Assert.Equal([true, true, true, false, false, false, false, false], result.Tokens.Select(token => token.IsForced));
        Assert.All(result.Tokens.Zip(score.LogProbabilities.Concat(rest.LogProbabilities)), pair => Assert.Equal(pair.Second, pair.First.LogProbability, 4));
    }

    [Fact]
    public void Alternatives_are_the_most_probable_tokens_in_order()
    {
        using var chat = new TinyChat();

        var token = chat.Generator.Generate(Prompt, new GenerationOptions { MaximumTokens = 1, Alternatives = 61 }, TestContext.Current.CancellationToken).Tokens[0];

        Assert.Equal(token.Id, token.Alternatives[0].Id);
        Assert.Equal(token.LogProbability, token.Alternatives[0].LogProbability);
        Assert.Equal(token.Alternatives.OrderByDescending(alternative => alternative.LogProbability).ThenBy(alternative => alternative.Id), token.Alternatives);
        Assert.Equal(1, token.Alternatives.Sum(alternative => Math.Exp(alternative.LogProbability)), 9);
    }

    [Fact]
    public void A_processor_sees_the_conversation_and_forbids_tokens()
    {
        using var chat = new TinyChat();
        var free = chat.Generator.Generate(Prompt, new GenerationOptions { MaximumTokens = 6 }, TestContext.Current.CancellationToken).Ids;
        var guard = new Forbidding(free[0]);

        var guarded = chat.Generator.Generate(Prompt, new GenerationOptions { MaximumTokens = 6, Processors = [guard] }, TestContext.Current.CancellationToken).Ids;

        Assert.DoesNotContain(free[0], guarded);
        Assert.Equal([0, 1, 2, 3, 4, 5], guard.Counts);
    }

    [Fact]
    public void Writing_ends_at_a_stop_token_a_stop_text_the_limit_or_the_end_of_the_context()
    {
        using var chat = new TinyChat();
        var free = chat.Generator.Generate(Prompt, new GenerationOptions { MaximumTokens = 6 }, TestContext.Current.CancellationToken);
        var words = free.Text.Split(' ');

        var atToken = chat.Generator.Generate(Prompt, new GenerationOptions { StopTokens = [free.Ids[2]] }, TestContext.Current.CancellationToken);
        var atText = chat.Generator.Generate(Prompt, new GenerationOptions { StopStrings = [$"{words[1][^1]} {words[2][0]}"] }, TestContext.Current.CancellationToken);
        var atContext = chat.Generator.Generate([.. Enumerable.Repeat(12, 60)], new GenerationOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(StopReason.Length, free.Reason);
        Assert.Equal(StopReason.StopToken, atToken.Reason);
        Assert.Equal(StopReason.StopString, atText.Reason);
        Assert.True(free.Text.StartsWith(atText.Text, StringComparison.Ordinal) && atText.Text.Length < free.Text.Length);
        Assert.Equal((StopReason.Length, 4), (atContext.Reason, atContext.Tokens.Count));
    }

    [Fact]
    public void What_cannot_be_done_is_said_in_one_sentence()
    {
        using var chat = new TinyChat();

        Assert.Contains("no tokens", Assert.Throws<DemurException>(() => chat.Generator.Generate([], new GenerationOptions())).Message);
        Assert.Contains("context holds 64", Assert.Throws<DemurException>(() => chat.Generator.Generate(new int[64], new GenerationOptions())).Message);
        Assert.Contains("TopP is 0", Assert.Throws<DemurException>(() => chat.Generator.Generate(Prompt, new GenerationOptions { TopP = 0 })).Message);
        Assert.Contains("Temperature is NaN", Assert.Throws<DemurException>(() => chat.Generator.Generate(Prompt, new GenerationOptions { Temperature = double.NaN })).Message);
        Assert.Contains("token 99", Assert.Throws<DemurException>(() => chat.Generator.Generate(Prompt, new GenerationOptions { ForcedPrefix = [99] })).Message);
    }

    private sealed class Forbidding(int id) : ILogitsProcessor
    {
        public List<int> Counts { get; } = [];

        public void Process(LogitsContext context, Span<float> logits)
        {
            Counts.Add(context.GeneratedCount);
            logits[id] = float.NegativeInfinity;
        }
    }
}
