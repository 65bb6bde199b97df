namespace Demur;

/// <summary>
/// Bounds parallel work by the number of processors. Without a bound the thread pool takes long jobs for stuck ones and adds a thread each half second:
/// a forest on a large table ended with three hundred, each with its own buffers.
/// </summary>
public static class AllCores
{
    /// <summary>Options for parallel loops: as many workers as there are processors, ended by the caller.</summary>
    /// <param name="cancellationToken">Stops the loop between its steps.</param>
    /// <returns>The options.</returns>
    public static ParallelOptions Until(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
}
