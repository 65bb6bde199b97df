namespace Demur.Learning.Tables.Internal;

/// <summary>Turns records with class names into a table: names the classes, and says what is wrong with them.</summary>
internal static class TableBuilder
{
    private const int FewestExamples = 2;

    public static Table Build(TableSchema schema, IReadOnlyList<TableRecord> records, IReadOnlyList<string> labels, TableOptions options, IReadOnlyList<string> remarks)
    {
        if (records.Count == 0)
        {
            throw new DemurException($"No row has a label in column '{schema.Target}'; at least two rows of each of two classes are needed.");
        }

        var counts = labels.GroupBy(label => label, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var rare = counts.Where(pair => pair.Value < FewestExamples).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        if (rare.Count > 0 && !options.LeaveOutRareClasses)
        {
            throw new DemurException(
                $"The class '{MissingValues.Shorten(rare[0])}' of column '{schema.Target}' has one example{Others(rare.Count)}; nothing can be learned and tested from one. Label more of it, or leave such rows out with --drop-rare.");
        }

        var kept = Enumerable.Range(0, records.Count).Where(row => !rare.Contains(labels[row])).ToList();
        var classes = Order([.. counts.Keys.Except(rare, StringComparer.Ordinal)], schema.Target, options.Positive);
        var index = classes.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position, StringComparer.Ordinal);
        var left = rare.Count == 0 ? [] : new[] { $"{records.Count - kept.Count} rows of classes with one example were left out: {string.Join(", ", rare.Take(5))}{(rare.Count > 5 ? ", …" : "")}." };
        return new Table(schema, classes, [.. kept.Select(row => records[row])], [.. kept.Select(row => index[labels[row]])], [.. remarks, .. left]);
    }

    private static string[] Order(string[] classes, string target, string? positive)
    {
        if (classes.Length < 2)
        {
            throw new DemurException(
                $"Column '{target}' holds {(classes.Length == 0 ? "no class with two examples" : $"only the class '{MissingValues.Shorten(classes[0])}'")}; a classifier needs examples of at least two classes.");
        }

        if (positive is not null && !classes.Contains(positive, StringComparer.Ordinal))
        {
            throw Names.Unknown($"class in column '{target}'", positive, classes);
        }

        return [.. classes.OrderBy(name => name == positive).ThenBy(name => name, StringComparer.Ordinal)];
    }

    private static string Others(int count) => count > 1 ? $", and so have {count - 1} others" : "";
}
