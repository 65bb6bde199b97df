using System.Reflection;
using System.Runtime.InteropServices;

namespace Demur.Neural.Native;

/// <summary>Where libtorch and TorchSharp's binding to it lie on this machine.</summary>
internal static class LibTorchFolder
{
    private const string Version = "2.10.0";

    private static string Marker =>
        OperatingSystem.IsWindows() ? "torch_cpu.dll" : OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so";

    private static string Binding =>
        OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";

    private static string Platform =>
        OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "linux-x64";

    /// <summary>Finds the folder that holds libtorch's own libraries.</summary>
    /// <exception cref="DemurException">No place has them.</exception>
    internal static string Find() =>
        Search(Candidates($"libtorch-cpu-{Platform}", Version), Marker)
        ?? throw new DemurException(
            ErrorCode.Missing,
            $"libtorch {Version} is not on this machine ({Marker} is neither in DEMUR_LIBTORCH, nor beside the application, nor in the NuGet package folder {PackageRoot}). Local models need it: run `dotnet package download libtorch-cpu-{Platform}@{Version}`, or set DEMUR_LIBTORCH to a folder that holds it.");

    /// <summary>Finds TorchSharp's native library.</summary>
    /// <exception cref="DemurException">No place has it.</exception>
    internal static string FindBinding()
    {
        var version = typeof(TorchSharp.torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.107.0";
        var folder = Search(Candidates("torchsharp", version), Binding)
            ?? throw new DemurException(ErrorCode.Missing, $"{Binding} of TorchSharp {version} is neither in DEMUR_LIBTORCH, nor beside the application, nor in the NuGet package folder {PackageRoot}; restore the packages again.");
        return Path.Combine(folder, Binding);
    }

    private static string PackageRoot =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static IEnumerable<string> Candidates(string package, string version)
    {
        if (Environment.GetEnvironmentVariable("DEMUR_LIBTORCH") is { Length: > 0 } named)
        {
            yield return named;
            yield return Path.Combine(named, "lib");
        }

        yield return AppContext.BaseDirectory;
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", Platform, "native");
        yield return Path.Combine(PackageRoot, package, version, "runtimes", Platform, "native");
    }

    private static string? Search(IEnumerable<string> folders, string file) =>
        folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, file)));
}
