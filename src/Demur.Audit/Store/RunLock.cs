namespace Demur.Audit.Store;

/// <summary>Holds a run's folder for this process. The operating system's own file lock ends with the process, however it dies, so no stale lock can block.</summary>
internal sealed class RunLock : IDisposable
{
    private const string FileName = "run.lock";
    private readonly FileStream _file;

    private RunLock(FileStream file)
    {
        _file = file;
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="directory">The run's folder; it exists.</param>
    /// <exception cref="DemurException">Another process holds it.</exception>
    public static RunLock Take(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            // The file stays when the lock ends: removing it would let two processes lock two files of one name.
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (File.Exists(path) && !StorageFailure.IsDiskFull(error))
        {
            throw new DemurException(
                ErrorCode.Conflict,
                $"Another process is working on the run in {directory}; wait until it ends, or give this one another folder (--out).",
                error);
        }
    }

    public void Dispose() => _file.Dispose();
}
