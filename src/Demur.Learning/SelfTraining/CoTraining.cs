using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>
/// Co-training (Blum and Mitchell 1998): two learners that see different columns each label, for the other, the rows that they are surest of. It needs views that are each
/// enough to tell the classes and not too alike, such as a prompt and its answer. Thread-safe.
/// </summary>
/// <param name="learner">What learns from each view.</param>
/// <param name="options">The settings, with the first view's columns.</param>
public sealed class CoTraining(ILearner learner, CoTrainingOptions options)
{
    /// <summary>The settings.</summary>
    public CoTrainingOptions Options { get; } = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>Trains.</summary>
    /// <param name="labelled">The labelled rows.</param>
    /// <param name="pool">The rows to label.</param>
    /// <param name="seed">The seed of the learner.</param>
    /// <param name="cancellationToken">Stops between rounds.</param>
    /// <returns>The mean of both views' models, and every label with the round in which it was given.</returns>
    /// <exception cref="DemurException">A view sees no column, or the sets do not fit together.</exception>
    public CommitteeResult Fit(ExampleSet labelled, UnlabelledPool pool, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentNullException.ThrowIfNull(pool);
        pool.Validate(labelled);
        var views = Views(labelled.Features.ColumnCount);
        var rows = views.Select(view => ColumnView.Of(pool.Rows, view)).ToArray();
        var sets = views.Select(view => new ExampleSet(ColumnView.Of(labelled.Features, view), labelled.Labels.ToArray(), labelled.Classes, [.. Enumerable.Range(0, labelled.Count).Select(labelled.Weight)])).ToArray();
        var shares = labelled.ClassCounts().Select(count => (double)count / labelled.Count).ToArray();
        var models = sets.Select(set => learner.Fit(set, seed, cancellationToken)).ToArray();
        var open = Enumerable.Range(0, pool.Rows.RowCount).ToHashSet();
        var labels = new List<PseudoLabel>();
        for (var round = 1; round <= Options.MaxRounds && open.Count > 0; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var given = new List<PseudoLabel>[2];
            for (var view = 0; view < 2; view++)
            {
                given[view] = Surest(models[view], rows[view], open, shares, pool, round);
                given[view].ForEach(label => open.Remove(label.Row));
            }

            labels.AddRange(given[0].Concat(given[1]));
            for (var view = 0; view < 2; view++)
            {
                // What one view labelled teaches the other.
                sets[view] = PoolRows.Add(sets[view], rows[view], [.. given[1 - view].Select(label => (label.Row, label.Label))]);
                models[view] = learner.Fit(sets[view], seed + round, cancellationToken);
            }
        }

        return new CommitteeResult(new CommitteeModel(models, views), labels);
    }

    private bool[][] Views(int columns)
    {
        var first = new bool[columns];
        foreach (var column in Options.FirstView)
        {
            first[column >= 0 && column < columns ? column : throw new DemurException(ErrorCode.Usage, $"The first view names column {column}; the columns run from 0 to {columns - 1}.")] = true;
        }

        var second = Array.ConvertAll(first, isSeen => !isSeen);
        return first.Contains(true) && second.Contains(true) && Options.RowsPerRound >= 1 && Options.MaxRounds >= 1
            ? [first, second]
            : throw new DemurException(ErrorCode.Usage, $"Co-training needs two views of at least one column each and at least one row and round; the first view has {Options.FirstView.Count} of {columns} columns, with {Options.RowsPerRound} rows in {Options.MaxRounds} rounds.");
    }

    private List<PseudoLabel> Surest(IModel model, Sparse.SparseMatrix rows, HashSet<int> open, double[] shares, UnlabelledPool pool, int round)
    {
        var order = open.Order().ToList();
        var scores = new PoolScores(Predictions.Of(model, rows.Select(order)), shares);
        var chosen = new List<PseudoLabel>();
        for (var label = 0; label < shares.Length; label++)
        {
            var own = label;
            var wanted = Math.Max(1, (int)Math.Round(Options.RowsPerRound * shares[label]));
            foreach (var position in Shares.Surest(scores, Enumerable.Range(0, order.Count).Where(row => scores.Labels[row] == own)).Take(wanted))
            {
                var row = order[position];
                chosen.Add(new PseudoLabel(round, row, label, scores.Confidences[position], double.NaN, 1, pool.Truth is { } truth ? truth[row] == label : null));
            }
        }

        return chosen;
    }
}
