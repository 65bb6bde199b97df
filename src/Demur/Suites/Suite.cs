namespace Demur.Suites;

/// <summary>A named list of prompts with categories and expected stances.</summary>
public sealed class Suite
{
    /// <summary>Creates a suite.</summary>
    /// <param name="name">Its name, in kebab case.</param>
    /// <param name="prompts">Its prompts; at least one, with unique identifiers.</param>
    /// <exception cref="DemurException">There is no prompt, a prompt has no text, or two share an identifier.</exception>
    public Suite(string name, IReadOnlyList<SuitePrompt> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        Name = name;
        Prompts = prompts;
        if (prompts.Count == 0)
        {
            throw new DemurException(ErrorCode.BadInput, $"Suite '{name}' has no prompts; add at least one.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var prompt in prompts)
        {
            if (!seen.Add(prompt.Id))
            {
                throw new DemurException(ErrorCode.BadInput, $"Suite '{name}' has two prompts with id '{prompt.Id}'; give each its own id.");
            }

            if (string.IsNullOrWhiteSpace(prompt.Text))
            {
                throw new DemurException(ErrorCode.BadInput, $"Suite '{name}', prompt '{prompt.Id}': the text is empty; write what is asked or remove the row.");
            }
        }
    }

    /// <summary>The suite's name.</summary>
    public string Name { get; }

    /// <summary>The prompts, in order.</summary>
    public IReadOnlyList<SuitePrompt> Prompts { get; }

    /// <summary>One sentence on what the suite is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>The suite's version; a change of prompts changes it.</summary>
    public string Version { get; init; } = "1";
}
