using System.Runtime.CompilerServices;
using Demur.Neural.Native;
using TorchSharp;

namespace Demur.Neural.Tests;

/// <summary>libtorch is loaded before any test touches a tensor, and computes on one thread.</summary>
internal static class TorchSetup
{
    [ModuleInitializer]
    public static void Load()
    {
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(1);
    }
}
