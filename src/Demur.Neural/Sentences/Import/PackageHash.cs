using System.Security.Cryptography;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Import;

/// <summary>Compares fetched packages with the SHA-512 that they must have.</summary>
internal static class PackageHash
{
    /// <summary>Compares a file with a hash of the form <c>sha512-BASE64</c>.</summary>
    /// <param name="id">What errors call the package.</param>
    /// <param name="archive">The file.</param>
    /// <param name="expected">The hash.</param>
    /// <param name="authority">Who states the hash, such as <c>the registry</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DemurException">The hash is another, or not of that form.</exception>
    internal static async Task CheckAsync(string id, string archive, string expected, string authority, CancellationToken cancellationToken)
    {
        using var stream = File.OpenRead(archive);
        var found = "sha512-" + Convert.ToBase64String(await SHA512.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
        if (!string.Equals(found, expected, StringComparison.Ordinal))
        {
            throw new DemurException(ErrorCode.CheckFailed, $"{id}: {authority} states {CheckpointError.Quote(expected)}, and what was fetched has {found}. Nothing of it was used.");
        }
    }
}
