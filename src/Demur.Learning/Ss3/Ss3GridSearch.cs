using Demur.Learning.Splits;
using Demur.Learning.Ss3.Internal;
using Demur.Metrics;
using Demur.Progress;

namespace Demur.Learning.Ss3;

/// <summary>
/// Tries settings by stratified cross-validation. Each fold counts and reads its texts once; a point of the grid then computes only the stages of the
/// formula that differ from the point before. The same seed gives the same table on any number of threads. Thread-safe.
/// </summary>
/// <param name="grid">What to try; the default grid when null.</param>
/// <param name="start">The settings that the grid does not vary; the defaults when null.</param>
public sealed class Ss3GridSearch(Ss3Grid? grid = null, Ss3Options? start = null)
{
    private const string Stage = "grid";
    private readonly Ss3Grid _grid = grid ?? new Ss3Grid();
    private readonly Ss3Options _start = start ?? new Ss3Options();

    /// <summary>Runs the search.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="labels">One category for each text.</param>
    /// <param name="folds">The number of folds; at most the texts of the smallest category.</param>
    /// <param name="seed">The seed of the folds.</param>
    /// <param name="progress">Receives one event a point, with the best macro-F1 so far; null for none.</param>
    /// <param name="cancellationToken">Stops between points.</param>
    /// <returns>The points by falling macro-F1, then accuracy; equal ones in the grid's order.</returns>
    /// <exception cref="DemurException">The grid is empty or out of range, or the texts cannot be learnt or divided.</exception>
    public IReadOnlyList<Ss3GridPoint> Run(
        IReadOnlyList<string> texts,
        IReadOnlyList<string> labels,
        int folds = 5,
        int seed = 1,
        IProgress<ProgressEvent>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(labels);
        var points = _grid.Points(_start).ToList();
        if (points.Count == 0)
        {
            throw new DemurException(ErrorCode.Usage, "The grid is empty; give at least one value for each setting.");
        }

        points.ForEach(point => point.Validate());
        string[] categories = [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int[] classes = [.. labels.Select(label => Array.IndexOf(categories, label))];
        var works = Folds.Stratified(classes, categories.Length, folds, seed).Select(split => new Fold(split, texts, labels, points[0])).ToList();
        var results = new List<Ss3GridPoint>();
        foreach (var point in points)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Parallel.ForEach(works, Cores.All(cancellationToken), work => work.Move(point));
            results.Add(Judge(point, works, texts.Count, labels, categories));
            var best = results.MaxBy(result => result.MacroF1)!;
            progress?.Report(new ProgressEvent
            {
                Stage = Stage,
                Done = results.Count,
                Total = points.Count,
                Message = $"best macro-F1 {best.MacroF1:0.000} at s {best.Options.Smoothness} l {best.Options.Significance} p {best.Options.Sanction} a {best.Options.Alpha}",
                Figures = new Dictionary<string, double> { ["macroF1"] = results[^1].MacroF1, ["best"] = best.MacroF1 },
            });
        }

        return [.. results.OrderByDescending(result => result.MacroF1).ThenByDescending(result => result.Accuracy)];
    }

    private static Ss3GridPoint Judge(Ss3Options point, List<Fold> works, int count, IReadOnlyList<string> labels, string[] categories)
    {
        var predicted = new string[count];
        works.ForEach(work => work.CopyTo(predicted));
        var matrix = ConfusionMatrix.Of(labels, predicted, categories);
        return new Ss3GridPoint(point, matrix.Accuracy, matrix.MacroF1);
    }

    /// <summary>One fold: its model moves from point to point, its test texts are read once.</summary>
    private sealed class Fold
    {
        private readonly Split _split;
        private readonly Ss3Workspace _workspace = new();
        private readonly List<ReadText> _tests;
        private readonly string[] _predicted;
        private Ss3Model _model;

        public Fold(Split split, IReadOnlyList<string> texts, IReadOnlyList<string> labels, Ss3Options first)
        {
            _split = split;
            _model = new Ss3Learner(first).Fit([.. split.Train.Select(row => texts[row])], [.. split.Train.Select(row => labels[row])]);
            _tests = [.. split.Test.Select(row => _model.ReadOnce(texts[row], _workspace))];
            _predicted = new string[split.Test.Count];
        }

        public void Move(Ss3Options point)
        {
            _model = _model.With(point);
            var values = new double[_model.Categories.Count];
            for (var i = 0; i < _tests.Count; i++)
            {
                _model.Classify(_tests[i], values, _workspace);
                var vector = new ConfidenceVector(_model.Categories, values);
                _predicted[i] = vector.IsSilent ? _model.MostProbable : _model.Categories[vector.Strongest];
            }
        }

        public void CopyTo(string[] predicted)
        {
            for (var i = 0; i < _predicted.Length; i++)
            {
                predicted[_split.Test[i]] = _predicted[i];
            }
        }
    }
}
