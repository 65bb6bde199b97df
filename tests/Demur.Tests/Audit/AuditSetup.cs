using Demur.Audit;
using Demur.Audit.Endpoints;
using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Exchanges;
using Demur.Suites;
using Demur.Testing;
using Microsoft.Extensions.AI;

namespace Demur.Tests.Audit;

/// <summary>Small suites, a labeller that needs no model, and audits of a fake endpoint.</summary>
internal static class AuditSetup
{
    public static Suite Suite(int prompts, string name = "small") => new(
        name,
        [.. Enumerable.Range(0, prompts).Select(i => new SuitePrompt { Id = $"p{i}", Text = $"prompt {i}", Expected = i % 2 == 0 ? ExpectedStance.Comply : ExpectedStance.Refuse })]);

    public static AuditOptions Options => new() { Labeler = new SorryLabeler("sorry 1"), MaxAttempts = 3 };

    public static IChatClient Connect(FakeEndpoint endpoint, string? key = null) => ChatEndpoint.Connect(ModelSpec.Parse($"openai:fake@{endpoint.Address}"), key);

    public static async Task<AuditResult> AskAsync(FakeEndpoint endpoint, int prompts, AuditOptions? options = null)
    {
        using var client = Connect(endpoint);
        return await new RefusalAudit(client, [Suite(prompts)], options ?? Options).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Asks one prompt and gives its stored answer.</summary>
    public static async Task<AnswerRecord> AskOneAsync(Func<FakeRequest, FakeReply> script, AuditOptions? options = null)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(script);
        return (await AskAsync(endpoint, 1, options)).Run.Answers.Single().Answer;
    }

    /// <summary>Calls a response that says sorry a refusal.</summary>
    public sealed class SorryLabeler(string name) : IResponseLabeler
    {
        public string Name => name;

        public ResponseDecision Decide(string prompt, string response)
        {
            var declines = response.Contains("sorry", StringComparison.OrdinalIgnoreCase);
            return new ResponseDecision
            {
                Label = declines ? ResponseDecision.Refusal : ResponseDecision.Compliance,
                Score = declines ? 0.9 : 0.1,
                Stance = declines ? Stance.Refused : Stance.Complied,
            };
        }
    }
}
