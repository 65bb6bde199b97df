using System.Globalization;
using Demur.Audit.Runs;
using Demur.Audit.Store;
using Demur.Exchanges;
using Demur.Suites;
using Microsoft.Extensions.AI;

namespace Demur.Audit.Asking;

/// <summary>What a run consists of, and what is left of it.</summary>
internal static class RunPlan
{
    /// <summary>Checks that suites can share a run.</summary>
    public static void Validate(IReadOnlyList<Suite> suites)
    {
        if (suites.Count == 0)
        {
            throw new DemurException(ErrorCode.Usage, "There is nothing to ask; name at least one suite.");
        }

        var twice = suites.GroupBy(suite => suite.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new DemurException(ErrorCode.Usage, $"Two suites are named '{twice.Key}'; name each once.");
        }
    }

    /// <summary>The answers the whole run asks for.</summary>
    public static int Total(IReadOnlyList<Suite> suites, AuditOptions options) => suites.Sum(suite => suite.Prompts.Count) * options.Samples;

    /// <summary>Describes the run; what cannot alter answers (speed, budgets, retries) is left out, so that it may change on the way.</summary>
    public static RunInfo Describe(IChatClient client, IReadOnlyList<Suite> suites, AuditOptions options)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (options.SystemPrompt is { Length: > 0 } system)
        {
            settings["system prompt"] = system;
        }

        if (options.Temperature is { } temperature)
        {
            settings["temperature"] = temperature.ToString(CultureInfo.InvariantCulture);
        }

        if (options.MaxOutputTokens is { } tokens)
        {
            settings["max tokens"] = tokens.ToString(CultureInfo.InvariantCulture);
        }

        return new RunInfo
        {
            Id = Guid.CreateVersion7(options.Clock.GetUtcNow()).ToString("N"),
            Model = options.Model ?? (client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId ?? client.GetType().Name,
            Suites = [.. suites.Select(SuiteReference.Of)],
            Samples = options.Samples,
            Settings = settings,
            StartedAt = options.Clock.GetUtcNow(),
        };
    }

    /// <summary>The questions without an answer, errors among them, in the order that the seed gives: first every prompt once, then every prompt a second time.</summary>
    public static IReadOnlyList<Question> Pending(IReadOnlyList<Suite> suites, AuditOptions options, IReadOnlyList<StoredAnswer> stored)
    {
        var known = stored.ToDictionary(answer => answer.Key);
        var prompts = suites.SelectMany(suite => suite.Prompts.Select(prompt => (Suite: suite.Name, Prompt: prompt))).ToArray();
        new Random(options.Seed).Shuffle(prompts);
        var questions = new List<Question>();
        for (var sample = 0; sample < options.Samples; sample++)
        {
            for (var i = 0; i < prompts.Length; i++)
            {
                var (suite, prompt) = prompts[i];
                var earlier = known.GetValueOrDefault(new AnswerKey(suite, prompt.Id, sample));
                if (earlier is null or { Outcome: ExchangeOutcome.Errored })
                {
                    questions.Add(new Question(suite, prompt, sample, (sample * prompts.Length) + i, earlier?.Attempts ?? 0));
                }
            }
        }

        return questions;
    }
}
