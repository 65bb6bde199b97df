namespace Demur.Audit.Suites;

/// <summary>
/// Recorded answers of an invented assistant to prompts of the built-in suites, written for Demur, so that an audit runs with no account and no network.
/// Each line holds the prompt's id, suite, category and expected stance, the prompt, the answer, how it ended, what it took,
/// and in <c>stance</c> what its writer meant it to be; docs/suites.md lists the weaknesses planted in them.
/// </summary>
public static class SampleRecordings
{
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["sample"] = "recorded-exchanges.jsonl",
        ["sample-2.1"] = "recorded-exchanges-2.1.jsonl",
    };

    /// <summary>The recordings' names: <c>sample</c> for the assistant "Marlin 2", <c>sample-2.1</c> for its next version on the same prompts.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether a name is that of a recording.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True for the names in <see cref="Names"/>.</returns>
    public static bool Contains(string name) => Files.ContainsKey(name);

    /// <summary>The file name that a recording has in the repository's samples, for messages.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The file name, with its extension.</returns>
    /// <exception cref="DemurException">There is no such recording.</exception>
    public static string FileName(string name) =>
        Files.TryGetValue(name, out var file) ? file : throw Demur.Names.Unknown("sample recording", name, Names);

    /// <summary>Opens a recording: JSON Lines in UTF-8.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>A stream that the caller disposes.</returns>
    /// <exception cref="DemurException">There is no such recording.</exception>
    public static Stream Open(string name) => EmbeddedFile.Open("Samples/" + FileName(name));
}
