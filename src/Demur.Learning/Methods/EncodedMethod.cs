using Demur.Learning.Imbalance;
using Demur.Learning.Methods.Internal;
using Demur.Learning.Tables;
using Demur.Progress;

namespace Demur.Learning.Methods;

/// <summary>A method that learns from encoded rows: it names an encoding and a learner, and nothing more.</summary>
public abstract class EncodedMethod : LearningMethod
{
    /// <summary>How records become rows.</summary>
    /// <param name="table">The training part.</param>
    /// <param name="settings">What was set.</param>
    /// <returns>The options of the encoder.</returns>
    protected virtual EncodingOptions Encoding(Table table, MethodSettings settings) => new();

    /// <summary>What learns from the rows.</summary>
    /// <param name="table">The training part.</param>
    /// <param name="settings">What was set.</param>
    /// <param name="progress">Told of steps where the learner has some.</param>
    /// <returns>The learner.</returns>
    protected abstract ILearner Learner(Table table, MethodSettings settings, IProgress<ProgressEvent>? progress);

    private protected sealed override IClassifier Fit(ClassifierHead head, Table table, MethodSettings settings, int seed, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pool = settings.SelfTraining?.Pool ?? [];

        // Words and thresholds may come from rows without labels too: no label is looked at.
        var encoder = TableEncoder.Fit(table.Beside(pool), Encoding(table, settings), cancellationToken);
        var learner = Learner(table, settings, progress);
        learner = settings.Resampling is { } plan ? new ResamplingLearner(new PlannedResampler(plan, encoder), learner) : learner;
        var examples = encoder.Encode(table, cancellationToken);
        var model = settings.SelfTraining is { } selfTraining
            ? selfTraining.Fit(learner, examples, encoder, seed, progress, cancellationToken)
            : learner.Fit(examples, seed, cancellationToken);
        return new EncodedClassifier(head, encoder, model);
    }
}
