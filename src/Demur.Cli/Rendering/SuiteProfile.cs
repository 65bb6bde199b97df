using Demur.Suites;

namespace Demur.Cli.Rendering;

/// <summary>What <c>demur suites</c> says about a suite, as a table and as JSON.</summary>
internal sealed record SuiteProfile
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string Description { get; init; }

    public required int Prompts { get; init; }

    public required int Comply { get; init; }

    public required int Refuse { get; init; }

    public required int Either { get; init; }

    public required int Pairs { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>The categories in the order in which they first occur; null in listings.</summary>
    public IReadOnlyList<CategoryProfile>? Categories { get; init; }

    public static SuiteProfile Of(Suite suite) => new()
    {
        Name = suite.Name,
        Version = suite.Version,
        Description = suite.Description,
        Prompts = suite.Prompts.Count,
        Comply = CategoryProfile.Expecting(suite.Prompts, ExpectedStance.Comply),
        Refuse = CategoryProfile.Expecting(suite.Prompts, ExpectedStance.Refuse),
        Either = CategoryProfile.Expecting(suite.Prompts, ExpectedStance.Either),
        Pairs = suite.Prompts.Where(prompt => prompt.PairId is not null).DistinctBy(prompt => prompt.PairId).Count(),
        Languages = [.. suite.Prompts.Select(prompt => prompt.Language).Distinct().Order(StringComparer.Ordinal)],
        Categories = [.. suite.Prompts.GroupBy(prompt => prompt.Category, StringComparer.Ordinal).Select(CategoryProfile.Of)],
    };
}
