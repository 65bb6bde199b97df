namespace Demur.Neural.Checkpoints.Internal;

/// <summary>
/// Gives out paths within one folder only: a checkpoint from a stranger must not make us read other files of the machine, by name or by link.
/// One kind of link out is followed, because every downloaded Hugging Face snapshot consists of it: from <c>snapshots/REVISION</c> to the
/// <c>blobs</c> folder of the same download.
/// </summary>
internal sealed class FolderGuard
{
    private readonly string _folder;
    private readonly string? _blobs;

    internal FolderGuard(string folder)
    {
        _folder = RealPath(Path.GetFullPath(folder));
        var parent = Path.GetDirectoryName(_folder);
        if (string.Equals(Path.GetFileName(parent), "snapshots", StringComparison.Ordinal) && Path.GetDirectoryName(parent) is { } download)
        {
            _blobs = Path.Combine(download, "blobs");
        }
    }

    /// <summary>The path of a file that lies directly in the folder.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>Null when there is no such file.</returns>
    /// <exception cref="DemurException">The name is a path, or a link that leads out of the folder.</exception>
    internal string? Find(string name)
    {
        if (!IsPlainName(name))
        {
            throw CheckpointError.Invalid(_folder, $"file {CheckpointError.Quote(name)}", "a checkpoint may only name files of its own folder, without any path.");
        }

        var path = Path.Combine(_folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        var real = RealPath(path);
        return IsIn(real, _folder) || (_blobs is not null && string.Equals(Path.GetDirectoryName(real), _blobs, StringComparison.Ordinal))
            ? path
            : throw CheckpointError.Invalid(_folder, $"file {CheckpointError.Quote(name)}", "it is a link that leads out of the checkpoint's folder; put the file itself there.");
    }

    private static bool IsPlainName(string name) =>
        name.Length is > 0 and <= 255 && name is not ("." or "..") && name.AsSpan().IndexOfAny("/\\:\0") < 0;

    private static bool IsIn(string path, string folder) => path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // The framework resolves a link only in the last part of a path; the folders above it are taken one by one.
    private static string RealPath(string path)
    {
        try
        {
            var parent = Path.GetDirectoryName(path);
            if (parent is null)
            {
                return path;
            }

            var here = Path.Combine(RealPath(parent), Path.GetFileName(path));
            FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
            return entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName) : here;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CheckpointError.Unreadable(path, error);
        }
    }
}
