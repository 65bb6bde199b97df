namespace Demur.Audit.Comparison;

/// <summary>Holm's correction for looking at many comparisons at once (Holm 1979, Scandinavian Journal of Statistics 6).</summary>
internal static class Holm
{
    /// <summary>Adjusts p-values so that the chance of even one false alarm among them stays at the level they are held against.</summary>
    /// <returns>The adjusted values in the order given.</returns>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        double largest = 0;
        var rank = 0;
        foreach (var index in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]))
        {
            largest = Math.Max(largest, Math.Min(1, (pValues.Count - rank) * pValues[index]));
            adjusted[index] = largest;
            rank++;
        }

        return adjusted;
    }
}
