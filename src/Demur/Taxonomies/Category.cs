namespace Demur.Taxonomies;

/// <summary>One category of a taxonomy.</summary>
public sealed record Category
{
    /// <summary>The identifier, in kebab case, unique in its taxonomy.</summary>
    public required string Id { get; init; }

    /// <summary>The name a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>The group that the category belongs to.</summary>
    public required string Group { get; init; }

    /// <summary>What falls into the category and what does not.</summary>
    public required string Description { get; init; }

    /// <summary>What the same thing is called elsewhere, by scheme, such as <c>sorry-bench: 13</c> or <c>mlcommons: S2</c>.</summary>
    /// <remarks>The generated JSON reader sets init-only properties that the file leaves out to null; null reads as empty.</remarks>
    public IReadOnlyDictionary<string, string> SameAs { get; init => field = value ?? Nothing; } = Nothing;

    private static readonly Dictionary<string, string> Nothing = [];
}
