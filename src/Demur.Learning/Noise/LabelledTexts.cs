namespace Demur.Learning.Noise;

/// <summary>Texts with one label each. Immutable.</summary>
public sealed record LabelledTexts
{
    /// <summary>Joins texts and labels.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="labels">One label for each text.</param>
    /// <exception cref="DemurException">There are none, or not as many labels as texts, or a label is empty.</exception>
    public LabelledTexts(IReadOnlyList<string> texts, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(labels);
        if (texts.Count == 0 || texts.Count != labels.Count)
        {
            throw new DemurException($"There are {texts.Count} texts and {labels.Count} labels; give at least one text, and one label for each.");
        }

        if (Enumerable.Range(0, labels.Count).Where(row => string.IsNullOrWhiteSpace(labels[row])).Take(1).ToArray() is [var bare])
        {
            throw new DemurException($"Text {bare} has no label; give every text one.");
        }

        Texts = [.. texts];
        Labels = [.. labels];
    }

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The labels, in the order of the texts.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The number of texts.</summary>
    public int Count => Texts.Count;

    /// <summary>Leaves out all but the first of equal texts, which would vouch for each other as neighbours.</summary>
    /// <returns>The rows kept, ascending, and those left out that carry another label than the first: a contradiction by themselves.</returns>
    public (IReadOnlyList<int> Kept, IReadOnlyList<int> Contradictions) Distinct()
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var (kept, contradictions) = (new List<int>(), new List<int>());
        for (var row = 0; row < Count; row++)
        {
            if (first.TryAdd(Texts[row], row))
            {
                kept.Add(row);
            }
            else if (Labels[first[Texts[row]]] != Labels[row])
            {
                contradictions.Add(row);
            }
        }

        return (kept, contradictions);
    }

    /// <summary>Chooses rows.</summary>
    /// <param name="rows">The rows in the order wanted.</param>
    /// <returns>The smaller set.</returns>
    /// <exception cref="DemurException">No row is chosen.</exception>
    public LabelledTexts Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new LabelledTexts([.. rows.Select(row => Texts[row])], [.. rows.Select(row => Labels[row])]);
    }
}
