using Demur.Audit.Asking;
using Demur.Audit.Runs;
using Demur.Audit.Store;
using Demur.Progress;
using Demur.Suites;
using Microsoft.Extensions.AI;

namespace Demur.Audit;

/// <summary>
/// Asks a chat model every prompt of some suites and judges what it answers. Each answer is stored as it arrives: an audit that was interrupted in any way
/// goes on where it was when it is run again with the same store, and pays for no stored answer twice. Answers that ended in errors are asked again.
/// </summary>
public sealed class RefusalAudit
{
    private readonly IChatClient _client;
    private readonly IReadOnlyList<Suite> _suites;
    private readonly AuditOptions _options;

    /// <summary>Prepares an audit.</summary>
    /// <param name="client">The model to ask. Switch its own retries off: the audit retries, waits and counts by itself.</param>
    /// <param name="suites">What to ask; at least one suite, with unique names.</param>
    /// <param name="options">How to ask; the defaults when null.</param>
    /// <exception cref="DemurException">There is no suite, two share a name, or an option is out of its range.</exception>
    public RefusalAudit(IChatClient client, IReadOnlyList<Suite> suites, AuditOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(suites);
        _client = client;
        _suites = suites;
        _options = options ?? new AuditOptions();
        _options.Validate();
        RunPlan.Validate(suites);
    }

    /// <summary>Runs the audit, or goes on with it.</summary>
    /// <param name="progress">Told after every answer, from many threads; stage <c>asking</c>, with the figures named in <see cref="AuditFigures"/>.</param>
    /// <param name="cancellationToken">Stops the audit: nothing more is sent, answers under way are awaited for <see cref="AuditOptions.DrainTime"/> and stored.</param>
    /// <returns>The run, complete or ended by its budget.</returns>
    /// <exception cref="DemurException">The endpoint or the store failed in a way that stops everything, or the store holds a run of another configuration. What was stored stays.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; what had arrived is stored.</exception>
    public async Task<AuditResult> RunAsync(IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        if (_options.Store is { } store)
        {
            return await RunAsync(store, progress, cancellationToken).ConfigureAwait(false);
        }

        var memory = SqliteRunStore.InMemory();
        await using (memory.ConfigureAwait(false))
        {
            return await RunAsync(memory, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AuditResult> RunAsync(IRunStore store, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
    {
        var info = await store.BeginAsync(RunPlan.Describe(_client, _suites, _options), _suites, cancellationToken).ConfigureAwait(false);
        var stored = await store.ListAsync(cancellationToken).ConfigureAwait(false);
        var questions = RunPlan.Pending(_suites, _options, stored);
        var tally = new AuditTally(stored, RunPlan.Total(_suites, _options), progress);
        var session = new AuditSession(_client, store, _options, tally, new Budget(_options, stored.Sum(answer => (long)answer.Attempts), stored.Sum(answer => answer.Cost ?? 0)));
        tally.Report();
        var stopped = await session.AskAllAsync(questions, cancellationToken).ConfigureAwait(false);
        return await CloseAsync(store, info, stopped, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AuditResult> CloseAsync(IRunStore store, RunInfo info, string? stopped, CancellationToken cancellationToken)
    {
        var run = await Relabelling.RefreshAsync(store, _options.Labeler, cancellationToken).ConfigureAwait(false);
        var pending = RunPlan.Total(_suites, _options) - run.Answers.Count;
        var finishedAt = pending == 0 ? run.Answers.Max(answer => answer.Answer.AnsweredAt) : null;
        if (finishedAt != info.FinishedAt)
        {
            await store.FinishAsync(finishedAt, cancellationToken).ConfigureAwait(false);
        }

        return new AuditResult(run with { Info = run.Info with { FinishedAt = finishedAt } }, pending, stopped);
    }
}
