using System.Runtime.InteropServices;
using TorchSharp;

namespace Demur.Neural.Native;

/// <summary>
/// Loads libtorch into the process, once, before anything touches TorchSharp. Everything in this library that computes calls
/// <see cref="EnsureLoaded"/> itself; a program that uses TorchSharp on its own calls it first.
/// </summary>
/// <remarks>
/// Where the libraries are looked for, in this order: the folder that the environment variable <c>DEMUR_LIBTORCH</c> names, the application's
/// own folder (and <c>runtimes/RID/native</c> in it), the NuGet package folder. On systems whose C++ library is older than the one that
/// TorchSharp was built with (Debian 12, Ubuntu 22.04), a copy whose need for the newer version is marked weak is loaded instead: no
/// relocation uses that version.
/// </remarks>
public static class TorchRuntime
{
    private static readonly Lock Gate = new();
    private static volatile bool _loaded;

    /// <summary>Loads libtorch and binds TorchSharp to it; later calls return at once. Threads of OpenMP wait without spinning unless <c>OMP_WAIT_POLICY</c> says otherwise.</summary>
    /// <exception cref="DemurException">libtorch is not on this machine or cannot be loaded; the message says where it was looked for and how to get it.</exception>
    public static void EnsureLoaded()
    {
        if (_loaded)
        {
            return;
        }

        lock (Gate)
        {
            if (!_loaded)
            {
                Load();
                _loaded = true;
            }
        }
    }

    private static void Load()
    {
        WaitPassively();
        var folder = LibTorchFolder.Find();
        foreach (var library in Libraries())
        {
            var path = Path.Combine(folder, library);
            if (File.Exists(path))
            {
                Open(path);
            }
        }

        var binding = LoadBinding();
        NativeLibrary.SetDllImportResolver(
            typeof(torch).Assembly,
            (name, _, _) => string.Equals(name, "LibTorchSharp", StringComparison.Ordinal) ? binding : IntPtr.Zero);
        torch.InitializeDeviceType(DeviceType.CPU);
    }

    private static string[] Libraries() =>
        OperatingSystem.IsWindows() ? ["c10.dll", "torch_cpu.dll", "torch.dll"]
        : OperatingSystem.IsMacOS() ? ["libomp.dylib", "libc10.dylib", "libtorch_cpu.dylib", "libtorch.dylib"]
        : ["libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"];

    private static IntPtr LoadBinding()
    {
        var path = LibTorchFolder.FindBinding();
        if (NativeLibrary.TryLoad(path, out var handle))
        {
            return handle;
        }

        if (OperatingSystem.IsLinux())
        {
            using var copy = WeakenedCopy.Of(path);
            return Open(copy.Path);
        }

        return Open(path);
    }

    private static IntPtr Open(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new DemurException(
                ErrorCode.Missing,
                $"{path} cannot be loaded on this system: {FirstLine(error.Message)} Local models need 64-bit Linux with glibc 2.28 or later, macOS on Apple silicon, or Windows on x64; elsewhere use an endpoint.",
                error);
        }
    }

    private static string FirstLine(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).Trim();
    }

    // OpenMP reads its environment when it is loaded, and .NET's own variables never reach the C environment.
    private static void WaitPassively()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetVariable("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
        }
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable(string name, string value, int overwrite);
}
