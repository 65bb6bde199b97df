namespace Demur.Learning;

/// <summary>How work is spread over the processors.</summary>
internal static class Cores
{
    /// <summary>
    /// As many jobs at once as there are processors. Without a limit the thread pool takes long jobs for stuck ones and starts more and more of them: a forest on a large table
    /// would grow hundreds of trees at once and fill the memory.
    /// </summary>
    public static ParallelOptions All(CancellationToken cancellationToken = default) =>
        new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
}
