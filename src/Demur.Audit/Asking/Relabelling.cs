using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Audit.Store;
using Demur.Exchanges;

namespace Demur.Audit.Asking;

/// <summary>Labels answers: as they come, and again where the stored decision is another labeller's.</summary>
internal static class Relabelling
{
    /// <summary>Labels one answer; one without a text gets no decision.</summary>
    public static LabelledAnswer Label(AnswerRecord answer, IResponseLabeler labeler) => new(
        answer,
        answer.Outcome is ExchangeOutcome.Answered or ExchangeOutcome.Truncated ? labeler.Decide(answer.Prompt.Text, answer.Response) : null);

    /// <summary>Reads the run and renews what another labeller, or another version, decided.</summary>
    public static async Task<Run> RefreshAsync(IRunStore store, IResponseLabeler labeler, CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync(cancellationToken).ConfigureAwait(false);
        var outdated = stored.Where(answer => answer.Labeler != labeler.Name).Select(answer => answer.Key).ToHashSet();
        var run = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (outdated.Count == 0)
        {
            return run;
        }

        var renewed = run.Answers
            .Select(answer => outdated.Contains(new AnswerKey(answer.Answer.Suite, answer.Answer.Prompt.Id, answer.Answer.Sample)) ? Label(answer.Answer, labeler) : answer)
            .ToList();
        var saving = renewed.Where((answer, i) => !ReferenceEquals(answer, run.Answers[i])).Select(answer => store.SaveAsync(answer, labeler.Name, cancellationToken));
        await Task.WhenAll(saving).ConfigureAwait(false);
        return run with { Answers = renewed, Labeler = labeler.Name };
    }
}
