using Demur.Learning.Methods.Internal;
using Demur.Learning.Tables;
using Demur.Progress;

namespace Demur.Learning.Methods;

/// <summary>
/// Rows without labels that a method labels itself, as a person writes it: <c>bound</c>, <c>fixed=.9</c>, <c>balanced=.2</c>, <c>tri</c>, <c>co=COLUMN</c>. Set by
/// <see cref="MethodSettings.With(SelfTrainingPlan)"/>. Keep the rows that you test on out of the pool. Immutable.
/// </summary>
public sealed record SelfTrainingPlan
{
    private readonly LabellingScheme _scheme;

    /// <summary>Plans self-training.</summary>
    /// <param name="policy">Who labels what: bound (the transductive bound), fixed, top, balanced, mean, curriculum, flex, free or soft, some with a number after an equals sign; tri for tri-training; co=COLUMN for co-training, where COLUMN is one view and all others are the second.</param>
    /// <param name="pool">The records without labels, of the schema of the table that is learned from; at least one.</param>
    /// <exception cref="DemurException">The policy is unknown, its number is none, or the pool is empty.</exception>
    public SelfTrainingPlan(string policy, IReadOnlyList<TableRecord> pool)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(pool);
        _scheme = LabellingScheme.Parse(policy);
        Pool = pool.Count > 0 ? pool : throw new DemurException("There is no row without a label to learn from by self-training; name a file of them, or leave the label of some rows empty.");
    }

    /// <summary>The names of the policies that there are.</summary>
    public static IReadOnlyList<string> PolicyNames => LabellingScheme.Known;

    /// <summary>The records without labels.</summary>
    public IReadOnlyList<TableRecord> Pool { get; }

    /// <summary>The most rounds; null, the default, for the policy's own.</summary>
    public int? MaxRounds { get; init; }

    /// <summary>The share of the labelled rows that is set aside to stop by, from 0, the default, for none, to .5. It does not act on tri and co, which have conditions of their own.</summary>
    public double HoldoutShare { get; init; }

    /// <summary>Told what was labelled once a training has ended; null for nobody.</summary>
    public Action<SelfTrainingTrace>? Trace { get; init; }

    /// <summary>Whether a text names a policy, for errors before any data is read.</summary>
    /// <param name="policy">The text.</param>
    /// <exception cref="DemurException">It does not.</exception>
    public static void RequirePolicy(string policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _ = LabellingScheme.Parse(policy);
    }

    /// <summary>The policy as it was written.</summary>
    /// <returns>The policy.</returns>
    public override string ToString() => _scheme.Text;

    internal IModel Fit(ILearner learner, ExampleSet labelled, TableEncoder encoder, int seed, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new ProgressEvent { Stage = "self-training" });
        var (model, trace) = _scheme.Fit(learner, labelled, encoder, this, seed, cancellationToken);
        Trace?.Invoke(trace);
        return model;
    }
}
