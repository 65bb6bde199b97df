using Demur.Audit.Runs;
using Demur.Suites;

namespace Demur.Audit.Store;

/// <summary>Keeps one run. Safe for many threads of one process; a second process is turned away when the store is opened.</summary>
public interface IRunStore : IAsyncDisposable
{
    /// <summary>Begins the run, or goes on with the one that is stored.</summary>
    /// <param name="proposed">The run as it is asked for.</param>
    /// <param name="suites">The suites with their prompts; categories and expected stances are renewed, because they do not alter answers.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The stored run: the proposed one, or the earlier one with its own identifier and start.</returns>
    /// <exception cref="DemurException">The stored run was made with another configuration; the message lists every difference.</exception>
    Task<RunInfo> BeginAsync(RunInfo proposed, IReadOnlyList<Suite> suites, CancellationToken cancellationToken = default);

    /// <summary>Lists what is stored, without the texts.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>One entry an answer, in no particular order.</returns>
    Task<IReadOnlyList<StoredAnswer>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores an answer with its decision, in place of an earlier one of the same suite, prompt and sample.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="labeler">The labeller's name.</param>
    /// <param name="cancellationToken">Ends the wait; an answer that is on its way is stored all the same.</param>
    /// <returns>A task that ends when the answer has reached the disk: from then on it survives a crash and a power cut.</returns>
    /// <exception cref="DemurException">The disk is full or fails; what was stored before is intact.</exception>
    Task SaveAsync(LabelledAnswer answer, string labeler, CancellationToken cancellationToken = default);

    /// <summary>Notes when the run was completed, or that it is not complete any more.</summary>
    /// <param name="finishedAt">The time of the last answer, or null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when it is stored.</returns>
    Task FinishAsync(DateTimeOffset? finishedAt, CancellationToken cancellationToken = default);

    /// <summary>Reads the whole run.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The run, its answers ordered by suite, prompt and sample.</returns>
    Task<Run> ReadAsync(CancellationToken cancellationToken = default);
}
