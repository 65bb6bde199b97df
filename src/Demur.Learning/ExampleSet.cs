using Demur.Learning.Sparse;

namespace Demur.Learning;

/// <summary>What a learner fits: one row of numbers for each example, its class and, where wanted, its weight. <see cref="TrainingSet"/> is the same for two classes.</summary>
public sealed class ExampleSet
{
    private readonly int[] _labels;
    private readonly double[]? _weights;

    /// <summary>Joins features and labels.</summary>
    /// <param name="features">One row for each example; every stored value finite.</param>
    /// <param name="labels">For each example, its class: an index into <paramref name="classes"/>.</param>
    /// <param name="classes">The classes' names, all different, at least two. A class may have no example: a small sample need not hold them all.</param>
    /// <param name="weights">How much each example counts, finite and at least 0; 1 each when null.</param>
    /// <exception cref="DemurException">There is no example, only one class, a label outside the classes, or a feature or weight out of range; or the numbers of rows differ.</exception>
    public ExampleSet(SparseMatrix features, IReadOnlyList<int> labels, IReadOnlyList<string> classes, IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        Features = features;
        Classes = [.. classes];
        _labels = [.. labels];
        _weights = weights is null ? null : [.. weights];
        Validate();
    }

    /// <summary>One row for each example.</summary>
    public SparseMatrix Features { get; }

    /// <summary>The classes' names; a label is an index into them.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>For each example, its class.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>The number of examples.</summary>
    public int Count => _labels.Length;

    /// <summary>How much an example counts.</summary>
    /// <param name="row">The example.</param>
    /// <returns>Its weight; 1 when none were given.</returns>
    public double Weight(int row) => _weights is null ? 1 : _weights[row];

    /// <summary>Counts the examples of each class.</summary>
    /// <returns>One count for each class.</returns>
    public int[] ClassCounts()
    {
        var counts = new int[Classes.Count];
        foreach (var label in _labels)
        {
            counts[label]++;
        }

        return counts;
    }

    /// <summary>Chooses examples.</summary>
    /// <param name="rows">The examples, in the order wanted; one may be chosen more than once.</param>
    /// <returns>The new set, of the same classes.</returns>
    /// <exception cref="DemurException">No example is chosen.</exception>
    public ExampleSet Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new ExampleSet(Features.Select(rows), [.. rows.Select(row => _labels[row])], Classes, _weights is null ? null : [.. rows.Select(row => _weights[row])]);
    }

    /// <summary>Sets one class against all others.</summary>
    /// <param name="positive">The class that becomes the positive one.</param>
    /// <returns>The two-class set.</returns>
    /// <exception cref="DemurException">The class has no example, or all of them.</exception>
    public TrainingSet ToTwoClasses(int positive) => new(Features, Array.ConvertAll(_labels, label => label == positive), _weights);

    private void Validate()
    {
        if (Features.RowCount != _labels.Length || (_weights is not null && _weights.Length != _labels.Length))
        {
            throw new DemurException($"There are {Features.RowCount} rows of features, {_labels.Length} labels and {_weights?.Length ?? _labels.Length} weights; they must be equally many.");
        }

        if (_labels.Length == 0)
        {
            throw new DemurException("There is no example to learn from; give labelled examples of at least two classes.");
        }

        if (Classes.Count < 2 || Classes.Distinct(StringComparer.Ordinal).Count() < Classes.Count)
        {
            throw new DemurException($"The classes are {string.Join(", ", Classes.Select(name => $"'{name}'"))}; a classifier needs at least two, all of different names.");
        }

        if (Array.FindIndex(_labels, label => label < 0 || label >= Classes.Count) is var stray and >= 0)
        {
            throw new DemurException($"Example {stray} is of class {_labels[stray]}; with {Classes.Count} classes, labels run from 0 to {Classes.Count - 1}.");
        }

        for (var row = 0; row < _labels.Length; row++)
        {
            ValidateRow(row);
        }
    }

    private void ValidateRow(int row)
    {
        if (!(Weight(row) >= 0 && double.IsFinite(Weight(row))))
        {
            throw new DemurException($"Example {row} has the weight {Weight(row)}; weights are finite and at least 0.");
        }

        var cells = Features.Row(row);
        for (var i = 0; i < cells.Count; i++)
        {
            if (!double.IsFinite(cells.Values[i]))
            {
                throw new DemurException($"Example {row} has the value {cells.Values[i]} in feature {cells.Indices[i]}; learners need finite numbers. Fill the gap or leave the row out.");
            }
        }
    }
}
