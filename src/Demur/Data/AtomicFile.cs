namespace Demur.Data;

/// <summary>Writes a file beside its place and moves it there when it is whole, so that a reader never meets half a file.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file, replacing the one that may be there.</summary>
    /// <param name="path">Where the file goes; its folder is made when absent.</param>
    /// <param name="write">Writes the content; the stream is seekable.</param>
    /// <exception cref="DemurException">The file could not be written; the old one is untouched.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var draft = DraftOf(path);
        try
        {
            using (var stream = Create(draft))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, error);
        }
        finally
        {
            Drop(draft);
        }
    }

    /// <summary>Writes a file, replacing the one that may be there.</summary>
    /// <param name="path">Where the file goes; its folder is made when absent.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Stops the writing; the old file is then untouched.</param>
    /// <exception cref="DemurException">The file could not be written; the old one is untouched.</exception>
    public static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var draft = DraftOf(path);
        try
        {
            using (var stream = Create(draft))
            {
                await write(stream, cancellationToken).ConfigureAwait(false);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, error);
        }
        finally
        {
            Drop(draft);
        }
    }

    private static string DraftOf(string path) => $"{path}.{Guid.NewGuid():N}.tmp";

    private static FileStream Create(string draft)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(draft))!);
        return new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: false);
    }

    private static void Drop(string draft)
    {
        if (File.Exists(draft))
        {
            File.Delete(draft);
        }
    }

    private static DemurException Failure(string path, Exception error) =>
        new(ErrorCode.Storage, $"{path} could not be written: {error.Message} Free space or choose another folder.", error);
}
