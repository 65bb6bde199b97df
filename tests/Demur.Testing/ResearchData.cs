using Xunit;

namespace Demur.Testing;

/// <summary>The optional research data: the folder named by <c>DEMUR_DATA</c>, or <c>../shared/data</c> beside the repository.</summary>
public static class ResearchData
{
    /// <summary>Gives a data file's path, or skips the test visibly where the data is absent.</summary>
    /// <param name="relative">The path below the data folder.</param>
    /// <returns>The path.</returns>
    public static string Require(string relative)
    {
        var root = Environment.GetEnvironmentVariable("DEMUR_DATA") is { Length: > 0 } named
            ? named
            : Path.Combine(RepositoryRoot.Path, "..", "shared", "data");
        var path = Path.GetFullPath(Path.Combine(root, relative));
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"The research data {relative} is not on this machine; set DEMUR_DATA to its folder.");
        return path;
    }
}
