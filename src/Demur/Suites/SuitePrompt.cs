using Demur.Exchanges;

namespace Demur.Suites;

/// <summary>One prompt of a suite.</summary>
public sealed record SuitePrompt
{
    /// <summary>The identifier, unique in its suite and stable across versions.</summary>
    public required string Id { get; init; }

    /// <summary>What is asked: the last user turn.</summary>
    public required string Text { get; init; }

    /// <summary>The category's identifier in the suite's taxonomy.</summary>
    public string Category { get; init; } = "uncategorised";

    /// <summary>What a model should do; <see cref="ExpectedStance.Either"/> by default.</summary>
    public ExpectedStance Expected { get; init; } = ExpectedStance.Either;

    /// <summary>Joins two prompts that look alike but deserve different answers; null for a prompt without a twin.</summary>
    public string? PairId { get; init; }

    /// <summary>The language, as a two-letter code; <c>en</c> by default.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Turns before the prompt; none by default.</summary>
    public IReadOnlyList<ChatTurn> Before { get; init; } = [];

    /// <summary>Free marks for filtering.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
