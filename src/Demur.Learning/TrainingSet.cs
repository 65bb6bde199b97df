using Demur.Learning.Sparse;

namespace Demur.Learning;

/// <summary>What a two-class learner fits: one row of features for each example, its label and, where wanted, its weight.</summary>
public sealed class TrainingSet
{
    private readonly bool[] _labels;
    private readonly double[]? _weights;

    /// <summary>Joins features and labels.</summary>
    /// <param name="features">One row for each example.</param>
    /// <param name="labels">For each example, whether it is of the positive class (in Demur: a refusal).</param>
    /// <param name="weights">How much each example counts, finite and at least 0; 1 each when null.</param>
    /// <exception cref="DemurException">There is no example, a class is missing, the numbers of rows differ, or a weight is out of range.</exception>
    public TrainingSet(SparseMatrix features, IReadOnlyList<bool> labels, IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        Features = features;
        _labels = [.. labels];
        _weights = weights is null ? null : [.. weights];
        PositiveCount = _labels.Count(label => label);
        Validate();
    }

    /// <summary>One row for each example.</summary>
    public SparseMatrix Features { get; }

    /// <summary>For each example, whether it is of the positive class.</summary>
    public ReadOnlySpan<bool> Labels => _labels;

    /// <summary>The number of examples.</summary>
    public int Count => _labels.Length;

    /// <summary>The number of positive examples.</summary>
    public int PositiveCount { get; }

    /// <summary>How much an example counts.</summary>
    /// <param name="row">The example.</param>
    /// <returns>Its weight; 1 when none were given.</returns>
    public double Weight(int row) => _weights is null ? 1 : _weights[row];

    /// <summary>Chooses examples.</summary>
    /// <param name="rows">The examples, in the order wanted.</param>
    /// <returns>The smaller set.</returns>
    /// <exception cref="DemurException">The choice leaves a class without examples.</exception>
    public TrainingSet Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new TrainingSet(Features.Select(rows), [.. rows.Select(row => _labels[row])], _weights is null ? null : [.. rows.Select(row => _weights[row])]);
    }

    private void Validate()
    {
        if (Features.RowCount != _labels.Length || (_weights is not null && _weights.Length != _labels.Length))
        {
            throw new DemurException($"There are {Features.RowCount} rows of features, {_labels.Length} labels and {_weights?.Length ?? _labels.Length} weights; they must be equally many.");
        }

        if (_labels.Length == 0)
        {
            throw new DemurException("There is no example to learn from; give labelled examples of both classes.");
        }

        if (PositiveCount == 0 || PositiveCount == _labels.Length)
        {
            throw new DemurException($"All {_labels.Length} examples are {(PositiveCount == 0 ? "negative" : "positive")}; a classifier needs examples of both classes.");
        }

        if (_weights is not null && Array.FindIndex(_weights, weight => !(weight >= 0 && double.IsFinite(weight))) is var bad and >= 0)
        {
            throw new DemurException($"Example {bad} has the weight {_weights[bad]}; weights are finite and at least 0.");
        }
    }
}
