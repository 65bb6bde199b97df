using System.Reflection;

namespace Demur.Neural.Native;

/// <summary>Where libtorch and TorchSharp's binding to it lie on this machine.</summary>
internal static class LibTorchFolder
{
    private const string Version = "2.10.0";
    private const string Variable = "DEMUR_LIBTORCH";

    private static string Marker =>
        OperatingSystem.IsWindows() ? "torch_cpu.dll" : OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so";

    private static string Binding =>
        OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";

    private static string Platform =>
        OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "linux-x64";

    /// <summary>Finds the folder that holds libtorch's own libraries.</summary>
    /// <exception cref="DemurException">No place has them.</exception>
    internal static string Find() =>
        NativePackage.Find(Marker, Variable, $"libtorch-cpu-{Platform}", Version, Platform)
        ?? throw new DemurException(
            ErrorCode.Missing,
            $"libtorch {Version} is not on this machine ({Marker} is neither in DEMUR_LIBTORCH, nor beside the application, nor in the NuGet package folder {NativePackage.Root}). Local models need it: run `dotnet package download libtorch-cpu-{Platform}@{Version}`, or set DEMUR_LIBTORCH to a folder that holds it.");

    /// <summary>Finds TorchSharp's native library.</summary>
    /// <exception cref="DemurException">No place has it.</exception>
    internal static string FindBinding()
    {
        var version = typeof(TorchSharp.torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.107.0";
        var folder = NativePackage.Find(Binding, Variable, "torchsharp", version, Platform)
            ?? throw new DemurException(ErrorCode.Missing, $"{Binding} of TorchSharp {version} is neither in DEMUR_LIBTORCH, nor beside the application, nor in the NuGet package folder {NativePackage.Root}; restore the packages again.");
        return Path.Combine(folder, Binding);
    }
}
