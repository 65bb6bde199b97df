namespace Demur.Learning.Splits;

/// <summary>Seeded splits: every row is tested exactly once over the folds of one call, and the same seed makes the same folds.</summary>
public static class Folds
{
    /// <summary>Divides rows at random into folds whose sizes differ by at most one.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="folds">The number of folds; at least 2 and at most the rows.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>One split for each fold.</returns>
    /// <exception cref="DemurException">There are fewer rows than folds, or fewer than 2 folds.</exception>
    public static IReadOnlyList<Split> Random(int rows, int folds, int seed)
    {
        Require(rows, folds, "rows");
        return Deal([Shuffled(Enumerable.Range(0, rows), seed, 0)], rows, folds);
    }

    /// <summary>Divides rows so that every fold has the classes in the proportion of the whole, as nearly as counts allow.</summary>
    /// <param name="labels">The rows' classes.</param>
    /// <param name="folds">The number of folds; at least 2 and at most the rows of the smaller class.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>One split for each fold.</returns>
    /// <exception cref="DemurException">A class has fewer rows than there are folds.</exception>
    public static IReadOnlyList<Split> Stratified(IReadOnlyList<bool> labels, int folds, int seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Stratified(labels.Select(label => label ? 1 : 0).ToArray(), 2, folds, seed);
    }

    /// <summary>Divides rows so that every fold has the classes in the proportion of the whole, as nearly as counts allow.</summary>
    /// <param name="labels">The rows' classes, from 0.</param>
    /// <param name="classCount">The number of classes; each has rows.</param>
    /// <param name="folds">The number of folds; at least 2 and at most the rows of the smallest class.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>One split for each fold.</returns>
    /// <exception cref="DemurException">A class has fewer rows than there are folds.</exception>
    public static IReadOnlyList<Split> Stratified(IReadOnlyList<int> labels, int classCount, int folds, int seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        List<List<int>> classes = [.. Enumerable.Range(0, classCount).Select(RowsWith)];
        Require(classes.Min(rows => rows.Count), folds, classCount == 2 ? "rows of the smaller class" : "rows of the smallest class");
        return Deal([.. classes.Select((rows, stream) => Shuffled(rows, seed, stream))], labels.Count, folds);

        List<int> RowsWith(int label) => [.. Enumerable.Range(0, labels.Count).Where(row => labels[row] == label)];
    }

    /// <summary>Divides rows so that a group (a source, an author, a template) is never on both sides; folds are balanced by size, largest groups first.</summary>
    /// <param name="groups">The rows' groups.</param>
    /// <param name="folds">The number of folds; at least 2 and at most the groups.</param>
    /// <param name="seed">The seed; decides among groups of equal size.</param>
    /// <returns>One split for each fold.</returns>
    /// <exception cref="DemurException">There are fewer groups than folds.</exception>
    public static IReadOnlyList<Split> Grouped(IReadOnlyList<string> groups, int folds, int seed)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var byGroup = RowsOf(groups);
        Require(byGroup.Count, folds, "groups");
        var order = Shuffled(Enumerable.Range(0, byGroup.Count), seed, 0).OrderByDescending(group => byGroup[group].Count);
        var sizes = new int[folds];
        var foldOf = new int[groups.Count];
        foreach (var group in order)
        {
            var smallest = Array.IndexOf(sizes, sizes.Min());
            sizes[smallest] += byGroup[group].Count;
            byGroup[group].ForEach(row => foldOf[row] = smallest);
        }

        return FromFolds(foldOf, folds);
    }

    /// <summary>Tests each group on a model that has seen none of it.</summary>
    /// <param name="groups">The rows' groups; at least two different ones.</param>
    /// <returns>The group's name and its split, in order of first appearance.</returns>
    /// <exception cref="DemurException">There are fewer than two groups.</exception>
    public static IReadOnlyList<(string Group, Split Split)> LeaveOneGroupOut(IReadOnlyList<string> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var byGroup = RowsOf(groups);
        Require(byGroup.Count, 2, "groups");
        var foldOf = new int[groups.Count];
        for (var group = 0; group < byGroup.Count; group++)
        {
            byGroup[group].ForEach(row => foldOf[row] = group);
        }

        return [.. FromFolds(foldOf, byGroup.Count).Select((split, group) => (groups[byGroup[group][0]], split))];
    }

    private static List<List<int>> RowsOf(IReadOnlyList<string> groups) =>
        [.. Enumerable.Range(0, groups.Count).GroupBy(row => groups[row], StringComparer.Ordinal).Select(rows => rows.ToList())];

    private static int[] Shuffled(IEnumerable<int> rows, int seed, int stream)
    {
        var shuffled = rows.ToArray();
        new SplitMix(seed, stream).Shuffle<int>(shuffled);
        return shuffled;
    }

    /// <summary>Deals the rows of each class in turn, going on where the class before stopped, so that fold sizes stay even.</summary>
    private static IReadOnlyList<Split> Deal(IReadOnlyList<int[]> classes, int rows, int folds)
    {
        var foldOf = new int[rows];
        var next = 0;
        foreach (var row in classes.SelectMany(shuffled => shuffled))
        {
            foldOf[row] = next++ % folds;
        }

        return FromFolds(foldOf, folds);
    }

    private static IReadOnlyList<Split> FromFolds(int[] foldOf, int folds)
    {
        var test = new List<int>[folds];
        for (var fold = 0; fold < folds; fold++)
        {
            test[fold] = [];
        }

        for (var row = 0; row < foldOf.Length; row++)
        {
            test[foldOf[row]].Add(row);
        }

        return [.. test.Select((rows, fold) => new Split([.. Enumerable.Range(0, foldOf.Length).Where(row => foldOf[row] != fold)], rows))];
    }

    private static void Require(int available, int folds, string what)
    {
        if (folds < 2)
        {
            throw new DemurException(ErrorCode.Usage, $"{folds} folds divide nothing; use 2 or more.");
        }

        if (available < folds)
        {
            throw new DemurException($"There are {available} {what}, too few for {folds} folds; label more, or use fewer folds.");
        }
    }
}
