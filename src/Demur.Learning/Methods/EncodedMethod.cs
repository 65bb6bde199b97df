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
        var encoder = TableEncoder.Fit(table, Encoding(table, settings), cancellationToken);
        var model = Learner(table, settings, progress).Fit(encoder.Encode(table, cancellationToken), seed, cancellationToken);
        return new EncodedClassifier(head, encoder, model);
    }
}
