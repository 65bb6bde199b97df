using Demur.Audit.Suites;
using Demur.Suites;

namespace Demur.Cli.Rendering;

/// <summary>The counts of one category of a suite.</summary>
/// <param name="Id">The category.</param>
/// <param name="Group">Its group; null for a category that the built-in taxonomy does not know.</param>
/// <param name="Comply">Prompts that should be answered.</param>
/// <param name="Refuse">Prompts that should be refused.</param>
/// <param name="Either">Prompts on which both are defensible.</param>
internal sealed record CategoryProfile(string Id, string? Group, int Comply, int Refuse, int Either)
{
    public static CategoryProfile Of(IGrouping<string, SuitePrompt> prompts) => new(
        prompts.Key,
        SafetyTaxonomy.BuiltIn.Find(prompts.Key)?.Group,
        Expecting(prompts, ExpectedStance.Comply),
        Expecting(prompts, ExpectedStance.Refuse),
        Expecting(prompts, ExpectedStance.Either));

    public static int Expecting(IEnumerable<SuitePrompt> prompts, ExpectedStance stance) => prompts.Count(prompt => prompt.Expected == stance);
}
