using Demur.Learning.SelfTraining;
using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.Reproductions.FewLabels;

/// <summary>A few rows drawn at random as labelled, the others as pool, whose truth serves to measure only.</summary>
/// <param name="Labelled">The labelled rows.</param>
/// <param name="Pool">The other rows, with their truth.</param>
internal sealed record FewLabelSplit(ExampleSet Labelled, ExampleSet Pool)
{
    /// <summary>Draws rows until every class is among the labelled ones: the classes' counts are left to chance, as in the paper.</summary>
    public static FewLabelSplit Draw(ExampleSet examples, int labels, int seed, int pool = int.MaxValue)
    {
        var rows = Enumerable.Range(0, examples.Count).ToArray();
        var random = new SplitMix(seed, labels);
        do
        {
            random.Shuffle<int>(rows);
        }
        while (examples.Select(rows[..labels]).ClassCounts().Contains(0));

        return new FewLabelSplit(examples.Select(rows[..labels]), examples.Select(rows[labels..(int)Math.Min(examples.Count, (long)labels + pool)]));
    }

    /// <summary>Trains with a policy.</summary>
    public SelfTrainingResult Train(ILearner learner, IPseudoLabelPolicy policy, int seed, CancellationToken cancellationToken) =>
        new SelfTrainer(learner, policy).Fit(Labelled, new UnlabelledPool(Pool.Features, Pool.Labels.ToArray()), seed, cancellationToken: cancellationToken);

    /// <summary>The accuracy of a model on the pool, which is what the paper reports.</summary>
    public double PoolAccuracy(IModel model) => Predictions.Accuracy(model, Pool);
}
