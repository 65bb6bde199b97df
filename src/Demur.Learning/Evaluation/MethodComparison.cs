using Demur.Learning.Methods.Internal;
using Demur.Learning.Splits;
using Demur.Learning.Tables;
using Demur.Metrics;
using Demur.Progress;

namespace Demur.Learning.Evaluation;

/// <summary>Compares methods on one table: all on the same rows, every row tested by a classifier that had not seen it.</summary>
/// <param name="options">How to compare; the defaults when null.</param>
public sealed class MethodComparison(EvaluationOptions? options = null)
{
    /// <summary>How to compare.</summary>
    public EvaluationOptions Options { get; } = options ?? new EvaluationOptions();

    /// <summary>Compares methods by stratified folds.</summary>
    /// <param name="table">The table.</param>
    /// <param name="trials">The methods; at least one.</param>
    /// <param name="seed">The seed of folds, methods and intervals.</param>
    /// <param name="progress">Told of each training.</param>
    /// <param name="cancellationToken">Stops between trainings.</param>
    /// <returns>One score for each method, in the order given.</returns>
    /// <exception cref="DemurException">A class has fewer rows than there are folds.</exception>
    public IReadOnlyList<MethodScore> Fold(Table table, IReadOnlyList<MethodTrial> trials, int seed = 1, IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var counts = table.ClassCounts();
        var rarest = Array.IndexOf(counts, counts.Min());
        if (counts[rarest] < Options.Folds)
        {
            throw new DemurException($"The class '{table.Classes[rarest]}' has {counts[rarest]} examples, too few for {Options.Folds} folds; use --folds {Math.Max(2, counts[rarest])}, or test on a file of its own (--test FILE).");
        }

        var splits = Folds.Stratified(table.Labels, table.Classes.Count, Options.Folds, seed);
        return Compare(table, table, splits, trials, seed, progress, cancellationToken);
    }

    /// <summary>Compares methods on a test table.</summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="test">What to test on, of the same schema and classes.</param>
    /// <param name="trials">The methods; at least one.</param>
    /// <param name="seed">The seed of methods and intervals.</param>
    /// <param name="progress">Told of each training.</param>
    /// <param name="cancellationToken">Stops between trainings.</param>
    /// <returns>One score for each method, in the order given.</returns>
    public IReadOnlyList<MethodScore> Test(Table train, Table test, IReadOnlyList<MethodTrial> trials, int seed = 1, IProgress<ProgressEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        var all = new Split([.. Enumerable.Range(0, train.Count)], [.. Enumerable.Range(0, test.Count)]);
        return Compare(train, test, [all], trials, seed, progress, cancellationToken);
    }

    private List<MethodScore> Compare(Table train, Table test, IReadOnlyList<Split> splits, IReadOnlyList<MethodTrial> trials, int seed, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var tested = new List<TestedRows>();
        foreach (var trial in trials)
        {
            tested.Add(Try(trial, train, test, splits, seed, progress, tested.Count * splits.Count, trials.Count * splits.Count, cancellationToken));
        }

        var best = tested.MaxBy(rows => Enumerable.Range(0, rows.Truth.Length).Count(rows.IsRight))!;
        return tested.ConvertAll(rows => MethodScoring.Of(rows, test.Classes.Count, ReferenceEquals(rows, best) ? null : best, new BootstrapOptions { Resamples = Options.Resamples, Seed = seed }));
    }

    /// <summary>Trainings run one after the other, so that their times can be compared.</summary>
    private TestedRows Try(MethodTrial trial, Table train, Table test, IReadOnlyList<Split> splits, int seed, IProgress<ProgressEvent>? progress, int done, int total, CancellationToken cancellationToken)
    {
        var (chosen, scores) = (new int[test.Count], new double[test.Count]);
        var (training, predicting, bytes) = (TimeSpan.Zero, TimeSpan.Zero, 0L);
        var probabilities = new double[train.Classes.Count];
        for (var i = 0; i < splits.Count; i++)
        {
            progress?.Report(new ProgressEvent { Stage = "comparing", Done = done + i, Total = total, Message = splits.Count > 1 ? $"{trial.Name}, fold {i + 1} of {splits.Count}" : trial.Name });
            var start = Options.Clock.GetTimestamp();
            var classifier = trial.Method.Fit(train.Select(splits[i].Train), trial.Settings, seed, progress: null, cancellationToken);
            training += Options.Clock.GetElapsedTime(start);
            bytes += ClassifierFile.ToBytes(classifier).Length;
            start = Options.Clock.GetTimestamp();
            foreach (var row in splits[i].Test)
            {
                cancellationToken.ThrowIfCancellationRequested();
                classifier.Predict(test.Records[row], probabilities);
                (chosen[row], scores[row]) = (Deciding.Choose(probabilities), probabilities[1]);
            }

            predicting += Options.Clock.GetElapsedTime(start);
        }

        return new TestedRows(
            trial.Name, [.. test.Labels], chosen, scores, training.TotalSeconds / splits.Count, predicting.TotalMicroseconds / test.Count, bytes / splits.Count);
    }
}
