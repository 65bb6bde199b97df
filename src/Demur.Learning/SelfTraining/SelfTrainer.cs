using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>
/// Self-training (survey: Amini and others, arXiv 2202.12040): a model of few labelled rows labels others itself, as far as a policy trusts it, and a new model is trained on
/// both from scratch, round after round. It helps where the model's sureness is right and hurts where it is not: watch the trace, and
/// keep a labelled holdout. Thread-safe.
/// </summary>
/// <param name="learner">What learns; any learner of the floor. Its probabilities should be calibrated where a policy has an absolute threshold.</param>
/// <param name="policy">What the rounds trust; the transductive bound when null.</param>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class SelfTrainer(ILearner learner, IPseudoLabelPolicy? policy = null, SelfTrainingOptions? options = null)
{
    /// <summary>The settings.</summary>
    public SelfTrainingOptions Options { get; } = options ?? new SelfTrainingOptions();

    /// <summary>What the rounds trust.</summary>
    public IPseudoLabelPolicy Policy { get; } = policy ?? new TransductiveBound();

    /// <summary>Trains.</summary>
    /// <param name="labelled">The labelled rows.</param>
    /// <param name="pool">The rows to label.</param>
    /// <param name="seed">The seed of the learner; each round takes the next.</param>
    /// <param name="holdout">Labelled rows that are neither trained on nor pooled, to stop by; null for none.</param>
    /// <param name="cancellationToken">Stops between rounds.</param>
    /// <returns>The model with its trace.</returns>
    /// <exception cref="DemurException">The sets do not fit together, or a setting is out of range.</exception>
    public SelfTrainingResult Fit(ExampleSet labelled, UnlabelledPool pool, int seed = 1, ExampleSet? holdout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentNullException.ThrowIfNull(pool);
        Options.Validate();
        pool.Validate(labelled);
        var supervised = learner.Fit(labelled, seed, cancellationToken);
        var session = new TrainingSession(labelled, pool, Options, Options.Relabels ?? Policy.Relabels);
        var watch = new HoldoutWatch(holdout, Options.Patience, supervised);
        var model = supervised;
        StopReason? reason = pool.Rows.RowCount == 0 ? StopReason.PoolExhausted : null;
        for (var round = 1; reason is null; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var added = session.Label(model, Policy, round);
            if (added > 0)
            {
                model = learner.Fit(session.Join(), seed + round, cancellationToken);
            }

            watch.See(model, round);
            session.Close(watch.LastAccuracy);
            reason = added == 0 ? StopReason.NothingChosen
                : watch.HasFallen ? StopReason.HoldoutFell
                : session.IsComplete ? StopReason.PoolExhausted
                : round >= Options.MaxRounds ? StopReason.RoundLimit
                : null;
        }

        return new SelfTrainingResult
        {
            Model = watch.Kept ?? model,
            Supervised = supervised,
            Rounds = session.Rounds,
            Labels = session.Labels,
            KeptRound = watch.Kept is null ? session.Rounds.Count : watch.KeptRound,
            StopReason = reason.Value,
        };
    }
}
