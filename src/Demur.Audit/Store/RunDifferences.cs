using Demur.Audit.Runs;

namespace Demur.Audit.Store;

/// <summary>Compares the run that is stored with the one that is asked for.</summary>
internal static class RunDifferences
{
    private const string Default = "(default)";
    private const int LongestValue = 60;

    /// <summary>Explains why a stored run cannot be gone on with.</summary>
    /// <exception cref="DemurException">Something that shapes the answers differs; each difference is listed as old → new.</exception>
    public static void Refuse(RunInfo stored, RunInfo proposed, string place)
    {
        var differences = Between(stored, proposed).ToList();
        if (differences.Count > 0)
        {
            throw new DemurException(
                ErrorCode.Conflict,
                $"The run in {place} was made with another configuration:\n{string.Join('\n', differences.Select(line => "  " + line))}\n"
                + "Go back to the old values to go on with it, or start another run in another folder (--out).");
        }
    }

    /// <summary>Lists the differences, each as <c>field: old → new</c>.</summary>
    public static IEnumerable<string> Between(RunInfo stored, RunInfo proposed)
    {
        if (stored.Model != proposed.Model)
        {
            yield return $"model: {stored.Model} → {proposed.Model}";
        }

        if (stored.Samples != proposed.Samples)
        {
            yield return $"samples: {stored.Samples} → {proposed.Samples}";
        }

        foreach (var name in stored.Settings.Keys.Union(proposed.Settings.Keys).Order(StringComparer.Ordinal))
        {
            var (old, asked) = (stored.Settings.GetValueOrDefault(name), proposed.Settings.GetValueOrDefault(name));
            if (old != asked)
            {
                yield return $"{name}: {Short(old)} → {Short(asked)}";
            }
        }

        foreach (var name in stored.Suites.Concat(proposed.Suites).Select(suite => suite.Name).Distinct(StringComparer.Ordinal))
        {
            var (old, asked) = (Find(stored, name), Find(proposed, name));
            if (old?.Hash != asked?.Hash)
            {
                yield return $"suite {name}: {Describe(old)} → {Describe(asked)}";
            }
        }
    }

    private static SuiteReference? Find(RunInfo run, string name) => run.Suites.FirstOrDefault(suite => suite.Name == name);

    private static string Describe(SuiteReference? suite) => suite is null ? "(none)" : $"version {suite.Version}, {suite.PromptCount} prompts, {suite.Hash[..8]}";

    private static string Short(string? value)
    {
        var line = value?.ReplaceLineEndings(" ") ?? Default;
        return line.Length <= LongestValue ? line : $"{line.AsSpan(0, LongestValue)}... ({line.Length} characters)";
    }
}
