namespace Demur.Metrics;

/// <summary>Counts of true against predicted labels, and the figures that follow from them. Immutable.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;
    private readonly Dictionary<string, int> _positions;

    private ConfusionMatrix(IReadOnlyList<string> labels, Dictionary<string, int> positions, int[,] counts)
    {
        Labels = labels;
        _positions = positions;
        _counts = counts;
        foreach (var count in counts)
        {
            Total += count;
        }
    }

    /// <summary>The labels, in the order of rows and columns.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The number of pairs counted; at least 1.</summary>
    public int Total { get; }

    /// <summary>The share of pairs whose labels agree.</summary>
    public double Accuracy => (double)Diagonal() / Total;

    /// <summary>
    /// Cohen's kappa: agreement beyond chance, 1 when all agree, 0 when no better than chance (Cohen 1960, Educ. Psychol. Meas. 20). Where chance alone
    /// explains everything, because both sides know one label only, it is 1 when they agree, as there is no disagreement to correct.
    /// </summary>
    public double Kappa
    {
        get
        {
            var chance = Enumerable.Range(0, Labels.Count).Sum(i => (double)RowSum(i) * ColumnSum(i)) / ((double)Total * Total);
            return chance == 1 ? 1 : (Accuracy - chance) / (1 - chance);
        }
    }

    /// <summary>The mean of the classes' F1, every class counting the same; classes that occur on neither side are left out.</summary>
    public double MacroF1 => Occurring().Average(i => ClassAt(i).F1);

    /// <summary>The mean of the classes' precision, every class counting the same; classes that occur on neither side are left out.</summary>
    public double MacroPrecision => Occurring().Average(i => ClassAt(i).Precision);

    /// <summary>The mean of the classes' recall, every class counting the same; classes that occur on neither side are left out.</summary>
    public double MacroRecall => Occurring().Average(i => ClassAt(i).Recall);

    /// <summary>Precision, recall and F1 of every class, in the order of <see cref="Labels"/>.</summary>
    public IReadOnlyList<ClassMetrics> Classes => [.. Enumerable.Range(0, Labels.Count).Select(ClassAt)];

    /// <summary>Counts pairs of labels.</summary>
    /// <param name="truth">The true labels.</param>
    /// <param name="predicted">The predicted labels, in the same order.</param>
    /// <param name="labels">The labels in the order wanted; null (the default) takes those that occur, in ordinal order.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="DemurException">There are no pairs, the lists differ in length, or a label is not among those given.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<string> truth, IReadOnlyList<string> predicted, IReadOnlyList<string>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        Samples.RequirePairs(truth.Count, predicted.Count);
        var ordered = labels ?? [.. truth.Concat(predicted).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var positions = ordered.Select((label, i) => (label, i)).ToDictionary(pair => pair.label, pair => pair.i, StringComparer.Ordinal);
        var counts = new int[ordered.Count, ordered.Count];
        for (var i = 0; i < truth.Count; i++)
        {
            counts[Position(positions, truth[i]), Position(positions, predicted[i])]++;
        }

        return new ConfusionMatrix(ordered, positions, counts);
    }

    /// <summary>Gives one count.</summary>
    /// <param name="truth">The true label.</param>
    /// <param name="predicted">The predicted label.</param>
    /// <returns>How many pairs are so.</returns>
    /// <exception cref="DemurException">A label is not in the matrix.</exception>
    public int Count(string truth, string predicted) => _counts[Position(_positions, truth), Position(_positions, predicted)];

    /// <summary>Gives precision, recall and F1 of one class.</summary>
    /// <param name="label">The class.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="DemurException">The label is not in the matrix.</exception>
    public ClassMetrics Class(string label) => ClassAt(Position(_positions, label));

    /// <summary>The F1 of all positives together, where one label stands for none of the others, as is usual in relation extraction.</summary>
    /// <param name="none">The label that is no positive.</param>
    /// <returns>Hits among the other labels against all that are or are called one of them; 0 when there are none.</returns>
    /// <exception cref="DemurException">The label is not in the matrix.</exception>
    public double MicroF1Without(string none)
    {
        var negative = Position(_positions, none);
        var hits = Diagonal() - _counts[negative, negative];
        return Samples.Ratio(2.0 * hits, (2.0 * Total) - RowSum(negative) - ColumnSum(negative));
    }

    /// <summary>Draws the matrix as text: a row for each true label, a column for each predicted one.</summary>
    /// <returns>Aligned lines, without a last line break.</returns>
    public override string ToString()
    {
        var table = new List<IReadOnlyList<string>> { (string[])["true \\ predicted", .. Labels] };
        table.AddRange(Labels.Select((label, row) => (IReadOnlyList<string>)[label, .. Labels.Select((_, column) => $"{_counts[row, column]}")]));
        var widths = Enumerable.Range(0, Labels.Count + 1).Select(column => table.Max(row => row[column].Length)).ToList();
        return string.Join('\n', table.Select(row => string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))));
    }

    private static int Position(Dictionary<string, int> positions, string label) =>
        positions.TryGetValue(label, out var position) ? position : throw Names.Unknown("label", label, positions.Keys);

    private ClassMetrics ClassAt(int i)
    {
        var hits = _counts[i, i];
        var support = RowSum(i);
        return new ClassMetrics(
            Labels[i],
            Samples.Ratio(hits, ColumnSum(i)),
            Samples.Ratio(hits, support),
            Samples.Ratio(2.0 * hits, support + ColumnSum(i)),
            support);
    }

    private IEnumerable<int> Occurring() => Enumerable.Range(0, Labels.Count).Where(i => RowSum(i) + ColumnSum(i) > 0);

    private int Diagonal() => Enumerable.Range(0, Labels.Count).Sum(i => _counts[i, i]);

    private int RowSum(int row) => Enumerable.Range(0, Labels.Count).Sum(column => _counts[row, column]);

    private int ColumnSum(int column) => Enumerable.Range(0, Labels.Count).Sum(row => _counts[row, column]);
}
