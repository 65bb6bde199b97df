using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Demur.Neural.Native;

/// <summary>
/// Loads ONNX Runtime's native library, once. Its package holds the libraries of all platforms (390 MB), so none is copied beside the application;
/// one that ships elsewhere references Microsoft.ML.OnnxRuntime itself and finds the file beside it.
/// </summary>
internal static class OnnxRuntimeLibrary
{
    private const string Package = "microsoft.ml.onnxruntime";

    private static readonly Lock Gate = new();
    private static bool _loaded;

    private static string FileName => OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    private static string Platform
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    /// <summary>Loads the library; later calls return at once.</summary>
    /// <exception cref="DemurException">It is not on this machine or cannot be loaded.</exception>
    internal static void EnsureLoaded()
    {
        lock (Gate)
        {
            if (_loaded)
            {
                return;
            }

            var library = Load();
            OrtEnv.DisableDllImportResolver = true;
            NativeLibrary.SetDllImportResolver(
                typeof(OrtEnv).Assembly,
                (name, _, _) => string.Equals(name, "onnxruntime", StringComparison.Ordinal) ? library : IntPtr.Zero);
            _loaded = true;
        }
    }

    private static IntPtr Load()
    {
        var version = typeof(OrtEnv).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1.31.1";
        var folder = NativePackage.Find(FileName, "DEMUR_ONNXRUNTIME", Package, version, Platform)
            ?? throw new DemurException(
                ErrorCode.Missing,
                $"ONNX Runtime {version} is not on this machine ({FileName} is neither in DEMUR_ONNXRUNTIME, nor beside the application, nor in the NuGet package folder {NativePackage.Root}). ONNX models need it: run `dotnet package download Microsoft.ML.OnnxRuntime@{version}`, or set DEMUR_ONNXRUNTIME to a folder that holds it.");
        try
        {
            return NativeLibrary.Load(Path.Combine(folder, FileName));
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new DemurException(ErrorCode.Missing, $"{Path.Combine(folder, FileName)} cannot be loaded on this system: {error.Message}", error);
        }
    }
}
