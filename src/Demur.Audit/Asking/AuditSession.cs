using Demur.Audit.Runs;
using Demur.Audit.Store;
using Demur.Exchanges;
using Microsoft.Extensions.AI;

namespace Demur.Audit.Asking;

/// <summary>One session of a run: workers that take questions, ask them, judge the answers and store them.</summary>
internal sealed class AuditSession
{
    private readonly IRunStore _store;
    private readonly AuditOptions _options;
    private readonly AuditTally _tally;
    private readonly Budget _budget;
    private readonly Asker _asker;
    private int _next = -1;
    private int _errorsInARow;

    public AuditSession(IChatClient client, IRunStore store, AuditOptions options, AuditTally tally, Budget budget)
    {
        _store = store;
        _options = options;
        _tally = tally;
        _budget = budget;
        _asker = new Asker(new ChatSender(client, options), new Pacing(options), budget, new TokenEstimator(options), options, message => tally.Report(budget.Cost, message));
    }

    /// <summary>Asks all questions.</summary>
    /// <returns>Why the session ended early, or null.</returns>
    public async Task<string?> AskAllAsync(IReadOnlyList<Question> questions, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var abort = new CancellationTokenSource();
        using var drain = new CancellationTokenSource();

        // Requests under way when everything stops are paid for already: they get some time to arrive.
        await using var draining = stop.Token.Register(() => _ = AbortLaterAsync(abort, drain.Token)).ConfigureAwait(false);
        var workers = Enumerable.Range(0, Math.Min(_options.Concurrency, questions.Count)).Select(_ => WorkAsync(questions, stop, abort.Token)).ToArray();
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        catch (Exception error) when (error is DemurException or OperationCanceledException)
        {
            ThrowCause(workers);
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            await drain.CancelAsync().ConfigureAwait(false);
        }

        return _budget.Exhausted;
    }

    /// <summary>Of all that the workers ended with, the first real error tells the cause; the others were cancelled by it.</summary>
    private static void ThrowCause(Task[] workers)
    {
        var cause = workers.Select(worker => worker.Exception?.InnerException).OfType<DemurException>().FirstOrDefault();
        if (cause is not null)
        {
            throw new DemurException(cause.Code, cause.Message, cause);
        }
    }

    private async Task AbortLaterAsync(CancellationTokenSource abort, CancellationToken drained)
    {
        try
        {
            await Task.Delay(_options.DrainTime, _options.Clock, drained).ConfigureAwait(false);
            await abort.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // Everything arrived in time.
        }
    }

    private async Task WorkAsync(IReadOnlyList<Question> questions, CancellationTokenSource stop, CancellationToken abort)
    {
        try
        {
            while (Interlocked.Increment(ref _next) is var index && index < questions.Count)
            {
                stop.Token.ThrowIfCancellationRequested();
                if (await _asker.AskAsync(questions[index], stop.Token, abort).ConfigureAwait(false) is not { } answer)
                {
                    return;
                }

                await StoreAsync(answer).ConfigureAwait(false);
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task StoreAsync(AnswerRecord answer)
    {
        var labelled = Relabelling.Label(answer, _options.Labeler);
        await _store.SaveAsync(labelled, _options.Labeler.Name, CancellationToken.None).ConfigureAwait(false);
        _tally.Add(labelled, _budget.Cost);
        if (answer.Outcome != ExchangeOutcome.Errored)
        {
            Interlocked.Exchange(ref _errorsInARow, 0);
        }
        else if (Interlocked.Increment(ref _errorsInARow) >= _options.MaxErrorsInARow)
        {
            throw AuditStop.AfterErrors(_options.MaxErrorsInARow, answer.Error ?? "");
        }
    }
}
