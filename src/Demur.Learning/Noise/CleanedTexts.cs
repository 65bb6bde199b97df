namespace Demur.Learning.Noise;

/// <summary>What is left of labelled texts after cleaning.</summary>
/// <param name="Data">The texts kept, in their order, with their labels.</param>
/// <param name="Kept">For each, its row in the data before.</param>
/// <param name="Dropped">The rows dropped, ascending.</param>
/// <param name="Relabelled">The rows whose label changed, ascending.</param>
public sealed record CleanedTexts(LabelledTexts Data, IReadOnlyList<int> Kept, IReadOnlyList<int> Dropped, IReadOnlyList<int> Relabelled)
{
    /// <summary>Changes or drops rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="changes">For each row concerned, its new label, or null to drop it.</param>
    /// <returns>The cleaned data.</returns>
    /// <exception cref="DemurException">A row is not in the data, or nothing would be left.</exception>
    public static CleanedTexts Of(LabelledTexts data, IReadOnlyDictionary<int, string?> changes)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Keys.Where(row => row < 0 || row >= data.Count).Order().Take(1).ToArray() is [var stray])
        {
            throw new DemurException($"Row {stray} is not among the {data.Count} rows of the data; was the file changed since the review was written?");
        }

        var kept = Enumerable.Range(0, data.Count).Where(row => !changes.TryGetValue(row, out var label) || label is not null).ToList();
        if (kept.Count == 0)
        {
            throw new DemurException($"Cleaning would drop all {data.Count} rows; keep some, or relabel them.");
        }

        return new CleanedTexts(
            new LabelledTexts([.. kept.Select(row => data.Texts[row])], [.. kept.Select(row => changes.GetValueOrDefault(row) ?? data.Labels[row])]),
            kept,
            [.. changes.Where(change => change.Value is null).Select(change => change.Key).Order()],
            [.. changes.Where(change => change.Value is not null && change.Value != data.Labels[change.Key]).Select(change => change.Key).Order()]);
    }
}
