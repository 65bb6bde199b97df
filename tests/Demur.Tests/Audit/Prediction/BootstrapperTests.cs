using Demur.Audit.Labelling;
using Demur.Audit.Prediction;
using Demur.Decisions;
using Demur.Testing;

namespace Demur.Tests.Audit.Prediction;

public sealed class BootstrapperTests
{
    [Fact]
    public async Task Prompts_keep_their_order_and_abstentions_are_counted_apart()
    {
        var prompts = Enumerable.Range(0, 30).Select(i => $"prompt {i}").ToList();

        using var client = ScriptedChatClient.Answering(prompt => prompt);

        var result = await RefusalBootstrapper.RunAsync(client, prompts, new LastDigitLabeler(), concurrency: 8, TestContext.Current.CancellationToken);

        Assert.Equal(27, result.Prompts.Count);
        Assert.Equal(3, result.Unlabelled);
        Assert.Equal(prompts.Where(prompt => !prompt.EndsWith('0')), result.Prompts.Select(prompt => prompt.Prompt));
        Assert.All(result.Prompts, prompt => Assert.Equal((prompt.Prompt[^1] - '0') % 2 == 1, prompt.IsRefusal));
    }

    /// <summary>Calls odd last digits refusals and abstains on zeros.</summary>
    private sealed class LastDigitLabeler : IResponseLabeler
    {
        public string Name => "last digit";

        public ResponseDecision Decide(string prompt, string response) => new()
        {
            Label = response[^1] == '0' ? Decision.Abstain : (response[^1] - '0') % 2 == 1 ? ResponseDecision.Refusal : ResponseDecision.Compliance,
            Score = 0.5,
        };
    }
}
