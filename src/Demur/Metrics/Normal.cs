namespace Demur.Metrics;

/// <summary>Quantiles of the standard normal distribution.</summary>
public static class Normal
{
    private const double Tail = 0.02425;

    /// <summary>Gives the number of standard deviations on both sides of the mean that hold a share of the distribution: 1.96 for 0.95.</summary>
    /// <param name="level">The share, between 0 and 1, ends excluded.</param>
    /// <returns>The number; above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static double TwoSided(double level)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level of confidence lies between 0 and 1, such as 0.95.");
        }

        return -Quantile((1 - level) / 2);
    }

    /// <summary>Gives the value below which a share of the distribution lies: Acklam's rational approximation with one step of Halley's method, exact to about 1e-15.</summary>
    /// <param name="probability">The share, between 0 and 1; 0 and 1 give the infinities.</param>
    /// <returns>The value.</returns>
    public static double Quantile(double probability)
    {
        if (probability is 0 or 1)
        {
            return probability == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        // The upper half by symmetry: close to 1 the distribution's complement cannot be told from rounding.
        return probability > 0.5 ? -LowerHalf(1 - probability) : LowerHalf(probability);
    }

    /// <summary>Gives the share of the distribution that lies below a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The share, from 0 to 1.</returns>
    public static double Cumulative(double value) => ErrorFunction.Complement(-value / Math.Sqrt(2)) / 2;

    private static double LowerHalf(double probability)
    {
        var start = probability < Tail ? InTail(probability) : InCentre(probability - 0.5);
        var error = Cumulative(start) - probability;
        var step = error * Math.Sqrt(2 * Math.PI) * Math.Exp(start * start / 2);
        return start - (step / (1 + (start * step / 2)));
    }

    private static double InTail(double probability)
    {
        var q = Math.Sqrt(-2 * Math.Log(probability));
        var above = (((((((((-7.784894002430293e-3 * q) - 3.223964580411365e-1) * q) - 2.400758277161838) * q) - 2.549732539343734) * q) + 4.374664141464968) * q)
            + 2.938163982698783;
        var below = (((((((7.784695709041462e-3 * q) + 3.224671290700398e-1) * q) + 2.445134137142996) * q) + 3.754408661907416) * q) + 1;
        return above / below;
    }

    private static double InCentre(double q)
    {
        var r = q * q;
        var above = (((((((((-3.969683028665376e1 * r) + 2.209460984245205e2) * r) - 2.759285104469687e2) * r) + 1.383577518672690e2) * r) - 3.066479806614716e1) * r)
            + 2.506628277459239;
        var below = (((((((((-5.447609879822406e1 * r) + 1.615858368580409e2) * r) - 1.556989798598866e2) * r) + 6.680131188771972e1) * r) - 1.328068155288572e1) * r) + 1;
        return q * above / below;
    }
}
