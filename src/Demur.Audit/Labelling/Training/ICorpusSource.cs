namespace Demur.Audit.Labelling.Training;

/// <summary>A named open data set of model answers.</summary>
internal interface ICorpusSource
{
    /// <summary>The source's name in labels and reports.</summary>
    string Name { get; }

    /// <summary>Whether the shipped labeller learns from it; otherwise it only measures.</summary>
    bool IsTrained { get; }

    /// <summary>The folder below the data directory that it is read from, as its publisher lays it out.</summary>
    string Folder { get; }

    /// <summary>Reads the entries.</summary>
    /// <param name="folder">The source's folder.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The entries, in file order.</returns>
    IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, CancellationToken cancellationToken);
}
