using System.Reflection;
using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace Demur.Testing;

/// <summary>Records an assembly's public surface, so that a change is visible in review.</summary>
public static class PublicApi
{
    /// <summary>Fails when the assembly's public surface is not the stored one.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="callerFile">The test's file; filled in by the compiler.</param>
    public static void Match(Assembly assembly, [CallerFilePath] string callerFile = "")
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false };
        Snapshot.Match(assembly.GeneratePublicApi(options), assembly.GetName().Name + ".PublicApi", callerFile);
    }
}
