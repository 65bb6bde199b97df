namespace Demur.Learning.Imbalance.Internal;

/// <summary>The rows of each class, and which classes are small.</summary>
internal sealed class ClassRows
{
    private readonly List<int>[] _rows;
    private readonly ExampleSet _examples;

    public ClassRows(ExampleSet examples)
    {
        _examples = examples;
        _rows = [.. examples.Classes.Select(_ => new List<int>())];
        for (var row = 0; row < examples.Count; row++)
        {
            _rows[examples.Labels[row]].Add(row);
        }

        if (_rows.Count(rows => rows.Count > 0) < 2)
        {
            throw new DemurException($"All {examples.Count} examples are of the class '{examples.Classes[examples.Labels[0]]}'; resampling needs examples of at least two classes.");
        }

        Largest = Enumerable.Range(0, _rows.Length).MaxBy(label => _rows[label].Count);
        Smallest = Enumerable.Range(0, _rows.Length).Where(label => _rows[label].Count > 0).MinBy(label => _rows[label].Count);
    }

    /// <summary>The class with the most rows; of equal ones the first.</summary>
    public int Largest { get; }

    /// <summary>The class with the fewest rows, but one at least; of equal ones the first.</summary>
    public int Smallest { get; }

    public IReadOnlyList<int> this[int label] => _rows[label];

    /// <summary>The classes that over-sampling adds to, with the number of new rows: all that have rows, but the largest.</summary>
    public IEnumerable<(int Label, int Count)> Wanted(OversamplingAmount amount) =>
        from label in Enumerable.Range(0, _rows.Length)
        where label != Largest && _rows[label].Count > 0
        let count = amount.NewRows(_rows[label].Count, _rows[Largest].Count)
        where count > 0
        select (label, count);

    /// <summary>How many neighbours a class can give each of its members.</summary>
    public int Neighbours(int label, int wanted, bool mayShrink)
    {
        var others = _rows[label].Count - 1;
        var name = _examples.Classes[label];
        if (wanted < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"{wanted} neighbours were asked for; ask for 1 or more.");
        }

        if (others == 0)
        {
            throw new DemurException($"The class '{name}' has one member; a new row lies between two. Label more of it, or copy it with RandomOverSampler.");
        }

        return others >= wanted ? wanted
            : mayShrink ? others
            : throw new DemurException($"The class '{name}' has {others + 1} members, so each has {others} neighbours of its class, not {wanted}; ask for {others} or fewer, or allow fewer neighbours.");
    }
}
