using Demur.Audit.Asking;
using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Audit.Store;
using Demur.Data;
using Demur.Progress;
using Demur.Suites;

namespace Demur.Audit.Recordings;

/// <summary>Audits answers that exist already: production logs, batch results, another tool's output. Nothing is asked and nothing is paid.</summary>
public sealed class RecordedAudit
{
    private const int Batch = 256;
    private readonly IReadOnlyList<Suite> _suites;
    private readonly IResponseLabeler _labeler;
    private readonly TimeProvider _clock;

    /// <summary>Prepares an audit of recorded answers.</summary>
    /// <param name="suites">The suites whose prompts the rows answer, found by identifier or exact text; empty when the rows speak for themselves.</param>
    /// <param name="labeler">Judges the answers.</param>
    /// <param name="clock">The clock, for recordings that do not say when they were made; the system's when null.</param>
    /// <exception cref="DemurException">Two suites share a name.</exception>
    public RecordedAudit(IReadOnlyList<Suite> suites, IResponseLabeler labeler, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(suites);
        ArgumentNullException.ThrowIfNull(labeler);
        if (suites.Count > 0)
        {
            RunPlan.Validate(suites);
        }

        _suites = suites;
        _labeler = labeler;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>What the reading of the rows tells of itself: the rows that it left out are named among the run's settings. Null when it leaves none out.</summary>
    public DataReadReport? Reading { get; init; }

    /// <summary>Reads, judges and stores the answers.</summary>
    /// <param name="rows">The recorded exchanges.</param>
    /// <param name="source">The recording's name, for the report.</param>
    /// <param name="store">Keeps the run; null for one in memory.</param>
    /// <param name="progress">Told now and then; stage <c>labelling</c>.</param>
    /// <param name="cancellationToken">Stops the audit.</param>
    /// <returns>The complete run.</returns>
    /// <exception cref="DemurException">A row is broken and the reading's policy is to stop, there is no row, or the store holds a run of another recording.</exception>
    public async Task<Run> RunAsync(
        IAsyncEnumerable<RecordedExchange> rows,
        string source,
        IRunStore? store = null,
        IProgress<ProgressEvent>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var recording = new RecordingReader(_suites);
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            recording.Add(row);
        }

        var info = recording.Describe(source, _clock.GetUtcNow(), Reading?.RowsSkipped ?? 0);
        var labelled = Label(recording.Answers, progress, cancellationToken);
        if (store is not null)
        {
            info = await store.BeginAsync(info, recording.Suites(), cancellationToken).ConfigureAwait(false);
            foreach (var chunk in labelled.Chunk(Batch))
            {
                await Task.WhenAll(chunk.Select(answer => store.SaveAsync(answer, _labeler.Name, cancellationToken))).ConfigureAwait(false);
            }
        }

        return new Run(info, labelled, _labeler.Name);
    }

    private List<LabelledAnswer> Label(IReadOnlyList<AnswerRecord> answers, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
    {
        var labelled = new List<LabelledAnswer>(answers.Count);
        var refusals = 0;
        foreach (var chunk in answers.Chunk(Batch))
        {
            labelled.AddRange(Relabelling.Label(chunk, _labeler, cancellationToken));
            refusals += labelled[^chunk.Length..].Count(answer => answer.Decision is { IsRefusal: true });
            progress?.Report(new ProgressEvent
            {
                Stage = "labelling",
                Done = labelled.Count,
                Total = answers.Count,
                Figures = new Dictionary<string, double>(StringComparer.Ordinal) { [AuditFigures.Refusals] = refusals, [AuditFigures.Scored] = labelled.Count },
            });
        }

        return labelled;
    }
}
