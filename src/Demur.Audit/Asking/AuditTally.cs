using Demur.Audit.Runs;
using Demur.Audit.Store;
using Demur.Exchanges;
using Demur.Progress;

namespace Demur.Audit.Asking;

/// <summary>Counts what has been stored, earlier sessions included, and reports it.</summary>
internal sealed class AuditTally
{
    private readonly Lock _lock = new();
    private readonly IProgress<ProgressEvent>? _progress;
    private readonly int _total;
    private int _done;
    private int _refusals;
    private int _scored;
    private int _blocked;
    private int _errors;

    public AuditTally(IReadOnlyList<StoredAnswer> stored, int total, IProgress<ProgressEvent>? progress)
    {
        _progress = progress;
        _total = total;
        foreach (var answer in stored.Where(answer => answer.Outcome != ExchangeOutcome.Errored))
        {
            Count(answer.Outcome, answer.IsRefusal, answer.Labeler is not null);
        }
    }

    /// <summary>Counts one stored answer and reports.</summary>
    public void Add(LabelledAnswer answer, decimal? cost)
    {
        lock (_lock)
        {
            Count(answer.Answer.Outcome, answer.Decision is { IsRefusal: true }, answer.IsScored);

            // In the same lock as the count, so that two answers at once are told as two.
            Report(cost);
        }
    }

    /// <summary>Reports the counts so far.</summary>
    /// <param name="cost">The cost so far; null when no price is known.</param>
    /// <param name="message">A remark, such as why everyone waits.</param>
    public void Report(decimal? cost = null, string? message = null)
    {
        if (_progress is null)
        {
            return;
        }

        lock (_lock)
        {
            var figures = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                [AuditFigures.Refusals] = _refusals,
                [AuditFigures.Scored] = _scored,
                [AuditFigures.Blocked] = _blocked,
                [AuditFigures.Errors] = _errors,
            };
            if (cost is not null)
            {
                figures[AuditFigures.Cost] = (double)cost;
            }

            // Inside the lock, so that counts never run backwards for who watches.
            _progress.Report(new ProgressEvent { Stage = "asking", Done = _done, Total = _total, Figures = figures, Message = message });
        }
    }

    private void Count(ExchangeOutcome outcome, bool isRefusal, bool isScored)
    {
        _done++;
        _refusals += isRefusal ? 1 : 0;
        _scored += isScored ? 1 : 0;
        _blocked += outcome == ExchangeOutcome.Blocked ? 1 : 0;
        _errors += outcome == ExchangeOutcome.Errored ? 1 : 0;
    }
}
