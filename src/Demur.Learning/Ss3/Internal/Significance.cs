namespace Demur.Learning.Ss3.Internal;

/// <summary>The formulas of significance and sanction for one term (arXiv 1905.08772, section 3.2, with the reference toolkit's constants and its rule for two categories).</summary>
internal static class Significance
{
    /// <summary>The lower median of local values over all categories and their mean distance from it. For two categories both are the smaller value, as in the toolkit.</summary>
    /// <param name="present">The local values of the categories that know the term; sorted in place.</param>
    /// <param name="categories">The number of categories; those not present have the value 0.</param>
    public static (double Median, double Spread) MedianAndSpread(Span<double> present, int categories)
    {
        present.Sort();
        var absent = categories - present.Length;
        if (categories == 2)
        {
            var smaller = absent > 0 ? 0 : present[0];
            return (smaller, smaller);
        }

        var middle = ((categories + 1) / 2) - 1;
        var median = middle < absent ? 0 : present[middle - absent];
        var sum = absent * median;
        foreach (var value in present)
        {
            sum += Math.Abs(median - value);
        }

        return (median, sum / categories);
    }

    /// <summary>A sigmoid that is ½ where the value is the scale (with the toolkit's constants), and 0 where the scale is 0.</summary>
    public static double Sigmoid(double value, double scale, Ss3Constants constants) =>
        scale == 0 ? 0 : (0.5 * Math.Tanh((constants.SignificanceSlope / scale * value) - constants.SignificanceShift)) + 0.5;

    /// <summary>Fills in the significance of a term in each category that knows it.</summary>
    /// <param name="localValues">Its local values there.</param>
    /// <param name="categories">The number of categories.</param>
    /// <param name="options">Lambda, the mode and the constants.</param>
    /// <param name="scratch">As long as the values.</param>
    /// <param name="significance">Takes the result.</param>
    public static void Of(ReadOnlySpan<double> localValues, int categories, Ss3Options options, Span<double> scratch, Span<double> significance)
    {
        localValues.CopyTo(scratch);
        var (median, spread) = MedianAndSpread(scratch, categories);
        if (options.Mode == Ss3ConfidenceMode.NormExplainable)
        {
            var constants = options.Constants;
            var least = options.Significance == 0 ? 0 : constants.LeastSpread / options.Significance;
            spread = options.Significance * spread <= constants.LeastSpread ? least : spread;
            if (IsCommon(scratch, categories, median, spread, constants))
            {
                significance.Clear();
                return;
            }
        }

        for (var i = 0; i < localValues.Length; i++)
        {
            significance[i] = spread == 0 && localValues[i] > 0
                ? 1
                : Sigmoid(localValues[i] - median, options.Significance * spread, options.Constants);
        }
    }

    /// <summary>How much a term keeps when it stands out in other categories too.</summary>
    /// <param name="others">The sum of its significance in the other categories.</param>
    /// <param name="categories">The number of categories.</param>
    /// <param name="power">Rho.</param>
    public static double Sanction(double others, int categories, double power) => categories <= 1
        ? 1
        : Math.Pow(Math.Max(0, categories - (others + 1)) / ((categories - 1) * (others + 1)), power);

    private static bool IsCommon(ReadOnlySpan<double> sorted, int categories, double median, double spread, Ss3Constants constants)
    {
        var isEverywhere = sorted.Length == categories && sorted[0] > constants.CommonLocalValue;
        return median >= constants.MuteMedian || ((median > constants.CommonMedian || isEverywhere) && spread <= constants.CommonSpread);
    }
}
