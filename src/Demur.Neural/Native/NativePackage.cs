using System.Runtime.InteropServices;

namespace Demur.Neural.Native;

/// <summary>Where the native libraries of a package may lie: a named folder, the application's own, the NuGet package folder.</summary>
internal static class NativePackage
{
    /// <summary>The folder that holds restored packages.</summary>
    internal static string Root =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Finds the folder that holds a file.</summary>
    /// <param name="file">The library's file name.</param>
    /// <param name="variable">The environment variable that may name the folder.</param>
    /// <param name="package">The package's id in lower case.</param>
    /// <param name="version">Its version.</param>
    /// <param name="platform">The platform's part of its paths, such as <c>linux-x64</c>.</param>
    /// <returns>Null when no place has it.</returns>
    internal static string? Find(string file, string variable, string package, string version, string platform) =>
        Candidates(variable, package, version, platform).FirstOrDefault(folder => File.Exists(Path.Combine(folder, file)));

    private static IEnumerable<string> Candidates(string variable, string package, string version, string platform)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named)
        {
            yield return named;
            yield return Path.Combine(named, "lib");
        }

        yield return AppContext.BaseDirectory;
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", platform, "native");
        yield return Path.Combine(Root, package, version, "runtimes", platform, "native");
    }
}
