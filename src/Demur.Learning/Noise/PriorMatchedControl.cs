namespace Demur.Learning.Noise;

/// <summary>Dropping suspects of one label also makes that label rarer, which alone may help. This control drops as many rows of each label at random: what cleaning gains beyond it is its own.</summary>
public static class PriorMatchedControl
{
    /// <summary>Drops at random as many rows of each label as were dropped for cause.</summary>
    /// <param name="data">The data before cleaning.</param>
    /// <param name="dropped">The rows that cleaning dropped.</param>
    /// <param name="seed">The seed of the choice.</param>
    /// <returns>The data with other rows dropped.</returns>
    /// <exception cref="DemurException">Nothing would be left.</exception>
    public static CleanedTexts Of(LabelledTexts data, IReadOnlyList<int> dropped, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(dropped);
        var random = new SplitMix(seed);
        var changes = new Dictionary<int, string?>();
        foreach (var label in dropped.GroupBy(row => data.Labels[row], StringComparer.Ordinal).OrderBy(rows => rows.Key, StringComparer.Ordinal))
        {
            var rows = Enumerable.Range(0, data.Count).Where(row => data.Labels[row] == label.Key).ToArray();
            random.Shuffle<int>(rows);
            foreach (var row in rows.Take(label.Count()))
            {
                changes[row] = null;
            }
        }

        return CleanedTexts.Of(data, changes);
    }
}
