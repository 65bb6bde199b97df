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

    /// <summary>Labels answers on all cores.</summary>
    public static LabelledAnswer[] Label(IReadOnlyList<AnswerRecord> answers, IResponseLabeler labeler, CancellationToken cancellationToken)
    {
        var labelled = new LabelledAnswer[answers.Count];
        Parallel.For(0, labelled.Length, AllCores.Until(cancellationToken), index => labelled[index] = Label(answers[index], labeler));
        return labelled;
    }

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

        var places = Enumerable.Range(0, run.Answers.Count)
            .Where(place => outdated.Contains(new AnswerKey(run.Answers[place].Answer.Suite, run.Answers[place].Answer.Prompt.Id, run.Answers[place].Answer.Sample)))
            .ToList();
        var renewed = Label([.. places.Select(place => run.Answers[place].Answer)], labeler, cancellationToken);
        await Task.WhenAll(renewed.Select(answer => store.SaveAsync(answer, labeler.Name, cancellationToken))).ConfigureAwait(false);
        var answers = run.Answers.ToList();
        foreach (var (place, answer) in places.Zip(renewed))
        {
            answers[place] = answer;
        }

        return run with { Answers = answers, Labeler = labeler.Name };
    }
}
