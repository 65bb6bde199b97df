using Demur.Learning.Sparse.Internal;

namespace Demur.Learning.SelfTraining.Internal;

/// <summary>The state of one run: which rows of the pool have which label and weight, and the trace.</summary>
internal sealed class TrainingSession
{
    private readonly ExampleSet _labelled;
    private readonly UnlabelledPool _pool;
    private readonly SelfTrainingOptions _options;
    private readonly bool _relabels;
    private readonly double[] _shares;
    private readonly SortedDictionary<int, (int Label, double Weight)> _given = [];
    private readonly List<SelfTrainingRound> _rounds = [];
    private readonly List<PseudoLabel> _labels = [];
    private PoolScores? _scores;
    private bool _isRepeated;
    private bool _isLast;

    public TrainingSession(ExampleSet labelled, UnlabelledPool pool, SelfTrainingOptions options, bool relabels)
    {
        _labelled = labelled;
        _pool = pool;
        _options = options;
        _relabels = relabels;
        var counts = labelled.ClassCounts();
        _shares = [.. counts.Select(count => (double)count / labelled.Count)];
    }

    public IReadOnlyList<SelfTrainingRound> Rounds => _rounds;

    public IReadOnlyList<PseudoLabel> Labels => _labels;

    /// <summary>Whether nothing is left to label: all rows have a label, and where rounds label anew, the plan has ended or the round gave the labels of the one before.</summary>
    public bool IsComplete => _isLast || (_given.Count == _pool.Rows.RowCount && (!_relabels || _isRepeated));

    /// <summary>Scores the rows that may be labelled and labels those that the policy chooses; returns how many.</summary>
    public int Label(IModel model, IPseudoLabelPolicy policy, int round)
    {
        var open = Enumerable.Range(0, _pool.Rows.RowCount).Where(row => _relabels || !_given.ContainsKey(row)).ToList();
        var probabilities = Predictions.Of(model, open.Count == _pool.Rows.RowCount ? _pool.Rows : _pool.Rows.Select(open));
        if (_options.AlignsDistribution)
        {
            Predictions.Align(probabilities, _shares);
        }

        _scores = new PoolScores(probabilities, _shares, _options.Score, _scores);
        var choice = policy.Choose(_scores);
        var before = _relabels ? _given.Select(pair => (pair.Key, pair.Value.Label)).ToHashSet() : [];
        if (_relabels)
        {
            _given.Clear();
        }

        Record(choice, open, round);
        _isRepeated = before.SetEquals(_given.Select(pair => (pair.Key, pair.Value.Label)));
        _isLast = choice.IsLast;
        return choice.Positions.Count;
    }

    private void Record(PseudoLabelChoice choice, List<int> open, int round)
    {
        var scores = _scores!;
        var added = new int[scores.ClassCount];
        var (sure, right) = (0.0, 0);
        for (var i = 0; i < choice.Positions.Count; i++)
        {
            var position = choice.Positions[i];
            var label = new PseudoLabel(round, open[position], scores.Labels[position], scores.Confidences[position], choice.Thresholds[scores.Labels[position]], choice.Weights?[i] ?? 1, _pool.Truth is { } truth ? truth[open[position]] == scores.Labels[position] : null);
            _labels.Add(label);
            _given[label.Row] = (label.Label, label.Weight);
            added[label.Label]++;
            sure += scores.Probabilities(position)[label.Label];
            right += label.IsRight == true ? 1 : 0;
        }

        var count = choice.Positions.Count;
        _rounds.Add(new SelfTrainingRound
        {
            Round = round,
            Thresholds = choice.Thresholds,
            Added = added,
            Left = _pool.Rows.RowCount - _given.Count,
            EstimatedPrecision = sure / count,
            TruePrecision = _pool.Truth is null || count == 0 ? null : (double)right / count,
        });
    }

    public void Close(double? accuracy) => _rounds[^1] = _rounds[^1] with { HoldoutAccuracy = accuracy };

    /// <summary>The labelled rows and the pseudo-labelled ones, with weights.</summary>
    public ExampleSet Join()
    {
        var builder = new SparseMatrixBuilder(_labelled.Features.NonZeroCount * 2);
        builder.AddRows(_labelled.Features);
        foreach (var row in _given.Keys)
        {
            builder.AddRow(_pool.Rows.Row(row));
        }

        var labelled = Enumerable.Range(0, _labelled.Count).Select(_labelled.Weight).ToList();
        var total = _given.Values.Sum(item => item.Weight);
        var scale = _options.Weighting == PseudoWeighting.Equal || total <= 0 ? 1 : labelled.Sum() / total;
        return new ExampleSet(
            builder.Build(_labelled.Features.ColumnCount),
            [.. _labelled.Labels, .. _given.Values.Select(item => item.Label)],
            _labelled.Classes,
            [.. labelled, .. _given.Values.Select(item => item.Weight * scale)]);
    }
}
