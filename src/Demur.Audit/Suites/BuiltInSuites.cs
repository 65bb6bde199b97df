using System.Collections.Concurrent;
using System.Text.Json;
using Demur.Suites;

namespace Demur.Audit.Suites;

/// <summary>The suites that ship with Demur: prompts of our own writing, embedded, the same on every machine.</summary>
public static class BuiltInSuites
{
    private static readonly Lazy<IReadOnlyList<BuiltInSuite>> Listed = new(ReadCatalogue);
    private static readonly ConcurrentDictionary<string, Suite> Loaded = new(StringComparer.Ordinal);

    /// <summary>What ships, in the order in which to show it; no prompt is read for this.</summary>
    public static IReadOnlyList<BuiltInSuite> Catalogue => Listed.Value;

    /// <summary>The names of what ships, in the same order.</summary>
    public static IEnumerable<string> Names => Catalogue.Select(suite => suite.Name);

    /// <summary>Whether a suite of that name ships.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>True for the names in <see cref="Names"/>.</returns>
    public static bool Contains(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>Loads a suite; later calls return the same instance.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The suite, with all of its prompts.</returns>
    /// <exception cref="DemurException">There is no such suite; the message lists the nearest names.</exception>
    public static Suite Load(string name)
    {
        var entry = Catalogue.FirstOrDefault(suite => suite.Name.Equals(name, StringComparison.Ordinal))
            ?? throw Demur.Names.Unknown("suite", name, [.. Names]);
        return Loaded.GetOrAdd(entry.Name, static (_, described) => Read(described), entry);
    }

    private static Suite Read(BuiltInSuite entry)
    {
        var file = entry.Name + ".jsonl";
        using var reader = new StreamReader(EmbeddedFile.Open("Suites/" + file));
        var prompts = new List<SuitePrompt>();
        while (reader.ReadLine() is { } line)
        {
            var row = JsonSerializer.Deserialize(line, SuiteJsonContext.Default.SuiteRow)!;
            prompts.Add(row.ToPrompt($"{file}:{prompts.Count + 1}"));
        }

        return new Suite(entry.Name, prompts) { Version = entry.Version, Description = entry.Description };
    }

    private static IReadOnlyList<BuiltInSuite> ReadCatalogue()
    {
        using var stream = EmbeddedFile.Open("Suites/suites.json");
        return JsonSerializer.Deserialize(stream, SuiteJsonContext.Default.IReadOnlyListBuiltInSuite)!;
    }
}
