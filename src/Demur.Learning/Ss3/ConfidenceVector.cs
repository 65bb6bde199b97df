namespace Demur.Learning.Ss3;

/// <summary>How strongly a text speaks for each category: sums of its words' confidences, at least 0 and without an upper bound. Immutable.</summary>
public sealed class ConfidenceVector
{
    private readonly double[] _values;

    internal ConfidenceVector(IReadOnlyList<string> categories, double[] values)
    {
        Categories = categories;
        _values = values;
    }

    /// <summary>The categories in ordinal order.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>The confidences, in the order of <see cref="Categories"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Whether no word spoke for any category.</summary>
    public bool IsSilent => !_values.AsSpan().ContainsAnyExcept(0.0);

    /// <summary>The index of the strongest category; the first of several equal ones.</summary>
    public int Strongest
    {
        get
        {
            var best = 0;
            for (var i = 1; i < _values.Length; i++)
            {
                best = _values[i] > _values[best] ? i : best;
            }

            return best;
        }
    }

    /// <summary>The confidence of a category.</summary>
    /// <param name="category">The category's name.</param>
    /// <returns>The confidence.</returns>
    /// <exception cref="DemurException">There is no such category.</exception>
    public double this[string category] => _values[IndexOf(Categories, category)];

    /// <summary>The strongest category's part of all confidence: 1 when the words speak for it alone, 0 when none speaks.</summary>
    public double Share
    {
        get
        {
            var sum = _values.Sum();
            return sum > 0 ? _values[Strongest] / sum : 0;
        }
    }

    /// <summary>The categories by falling confidence, equal ones in their order.</summary>
    /// <returns>Names and confidences.</returns>
    public IReadOnlyList<(string Category, double Confidence)> Ranked() =>
        [.. Categories.Select((category, i) => (category, _values[i])).OrderByDescending(pair => pair.Item2)];

    /// <summary>The categories of the upper of two clusters (2-means on the confidences), strongest first; none when all confidences are equal.</summary>
    /// <returns>The labels of a text that may have several.</returns>
    public IReadOnlyList<string> Upper()
    {
        var ranked = Ranked();
        return [.. ranked.Take(TwoMeans.UpperCount([.. ranked.Select(pair => pair.Confidence)])).Select(pair => pair.Category)];
    }

    internal static int IndexOf(IReadOnlyList<string> categories, string category)
    {
        for (var i = 0; i < categories.Count; i++)
        {
            if (categories[i] == category)
            {
                return i;
            }
        }

        throw Names.Unknown("category", category, [.. categories]);
    }
}
