using Demur.Learning.Tsetlin.Internal;

namespace Demur.Learning.Tsetlin;

/// <summary>Keeps the features that hang together most with the classes, by the chi-square statistic of their presence, as scikit-learn's <c>chi2</c> has it. Thread-safe.</summary>
/// <param name="count">How many features to keep; 5,000 by default, as in arXiv 1809.04547.</param>
public sealed class ChiSquareSelector(int count = 5000)
{
    /// <summary>How many features are kept.</summary>
    public int Count { get; } = count >= 1 ? count : throw new DemurException(ErrorCode.Usage, $"A selection of {count} features leaves nothing; keep 1 or more.");

    /// <summary>Chooses features; give it the training part only, or the test part leaks in.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="classes">Their classes, from 0.</param>
    /// <returns>The columns to keep, ascending; all where there are no more than <see cref="Count"/>. Of equals the lower column is kept.</returns>
    public int[] Select(BitMatrix features, IReadOnlyList<int> classes)
    {
        var scores = Scores(features, classes);
        return [.. Enumerable.Range(0, scores.Length).OrderByDescending(column => scores[column]).ThenBy(column => column).Take(Count).Order()];
    }

    /// <summary>Computes the statistic of every feature: over the classes, the squared difference between how often it is present and how often it would be if it did not depend on the class, divided by the latter.</summary>
    /// <param name="features">The rows.</param>
    /// <param name="classes">Their classes, from 0.</param>
    /// <returns>One number at least 0 for each column; 0 for one that is never present.</returns>
    /// <exception cref="DemurException">There are not as many classes as rows, or none.</exception>
    public static double[] Scores(BitMatrix features, IReadOnlyList<int> classes)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count != features.RowCount || classes.Count == 0)
        {
            throw new DemurException($"There are {features.RowCount} rows of features and {classes.Count} classes; they must be equally many, and at least one.");
        }

        var present = new int[classes.Max() + 1][];
        var rows = new int[present.Length];
        for (var row = 0; row < classes.Count; row++)
        {
            rows[classes[row]]++;
            var ofClass = present[classes[row]] ??= new int[features.ColumnCount];
            BitWords.ForEach(features.Row(row), column => ofClass[column]++);
        }

        return [.. Enumerable.Range(0, features.ColumnCount).Select(column => Statistic(column, present, rows, classes.Count))];
    }

    private static double Statistic(int column, int[][] present, int[] rows, int total)
    {
        var all = 0;
        foreach (var counts in present)
        {
            all += counts?[column] ?? 0;
        }

        var sum = 0.0;
        for (var label = 0; label < present.Length && all > 0; label++)
        {
            var expected = (double)all * rows[label] / total;
            var difference = (present[label]?[column] ?? 0) - expected;
            sum += expected > 0 ? difference * difference / expected : 0;
        }

        return sum;
    }
}
