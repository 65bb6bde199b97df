using System.Runtime.CompilerServices;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit;

namespace Demur.Testing;

/// <summary>Compares a text with the one stored beside the test; <c>DEMUR_ACCEPT=1</c> stores the new one.</summary>
public static class Snapshot
{
    /// <summary>Fails with a diff when the text is not the stored one.</summary>
    /// <param name="actual">The text.</param>
    /// <param name="name">The stored file's name without <c>.verified.txt</c>.</param>
    /// <param name="callerFile">The test's file; filled in by the compiler.</param>
    public static void Match(string actual, string name, [CallerFilePath] string callerFile = "")
    {
        ArgumentNullException.ThrowIfNull(actual);
        var path = Path.Combine(RepositoryRoot.Locate(callerFile), name + ".verified.txt");
        var normalized = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("DEMUR_ACCEPT") == "1")
        {
            File.WriteAllText(path, normalized);
            return;
        }

        var stored = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (stored != normalized)
        {
            Assert.Fail($"{name} differs from its stored text (DEMUR_ACCEPT=1 accepts it):\n{Diff(stored, normalized)}");
        }
    }

    private static string Diff(string stored, string actual)
    {
        var lines = InlineDiffBuilder.Diff(stored, actual).Lines.Where(line => line.Type != ChangeType.Unchanged).Take(60);
        return string.Join('\n', lines.Select(line => (line.Type == ChangeType.Inserted ? "+ " : "- ") + line.Text));
    }
}
