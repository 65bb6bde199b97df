using Demur.Suites;

namespace Demur.Audit.Recordings;

/// <summary>Finds the suite's prompt that a recorded row answers.</summary>
internal sealed class PromptIndex
{
    private readonly Dictionary<string, Suite> _suites;
    private readonly Dictionary<(string Suite, string Id), SuitePrompt> _byName = [];
    private readonly Dictionary<string, (string Suite, SuitePrompt Prompt)> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Suite, SuitePrompt Prompt)> _byText = new(StringComparer.Ordinal);

    public PromptIndex(IReadOnlyList<Suite> suites)
    {
        _suites = suites.ToDictionary(suite => suite.Name, StringComparer.Ordinal);
        foreach (var suite in suites)
        {
            foreach (var prompt in suite.Prompts)
            {
                _byName[(suite.Name, prompt.Id)] = prompt;
                _byId.TryAdd(prompt.Id, (suite.Name, prompt));
                _byText.TryAdd(prompt.Text.Trim(), (suite.Name, prompt));
            }
        }
    }

    /// <summary>Finds by suite and identifier, then by identifier alone, then by the exact text; null when no suite has it.</summary>
    public (string Suite, SuitePrompt Prompt)? Find(string? suite, string? id, string text)
    {
        if (id is not null && suite is not null && _byName.TryGetValue((suite, id), out var prompt))
        {
            return (suite, prompt);
        }

        if (id is not null && suite is null && _byId.TryGetValue(id, out var match))
        {
            return match;
        }

        return _byText.TryGetValue(text.Trim(), out match) ? match : null;
    }

    /// <summary>The version of a known suite; 1 for one that only the recording names.</summary>
    public string VersionOf(string suite) => _suites.TryGetValue(suite, out var known) ? known.Version : "1";
}
