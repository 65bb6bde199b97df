using Demur.Reproduction;
using Xunit;

namespace Demur.Testing;

/// <summary>The optional research data: where <see cref="DataLocator"/> finds it, looking from the repository.</summary>
public static class ResearchData
{
    private static readonly DataLocator Locator = new(Environment.GetEnvironmentVariable, RepositoryRoot.Path);

    /// <summary>Gives a data file's path, or skips the test visibly where the data is absent.</summary>
    /// <param name="relative">The path below the data folder.</param>
    /// <returns>The path.</returns>
    public static string Require(string relative)
    {
        var path = Locator.Roots.Select(root => Path.GetFullPath(Path.Combine(root, relative))).FirstOrDefault(path => File.Exists(path) || Directory.Exists(path));
        Assert.SkipUnless(path is not null, $"The research data {relative} is not on this machine; set {DataLocator.Variable} to its folder.");
        return path!;
    }
}
