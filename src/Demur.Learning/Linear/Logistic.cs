namespace Demur.Learning.Linear;

/// <summary>The logistic function and its relatives, without overflow.</summary>
public static class Logistic
{
    /// <summary>1 / (1 + exp(-x)).</summary>
    /// <param name="logOdds">Any number.</param>
    /// <returns>A probability from 0 to 1.</returns>
    public static double Sigmoid(double logOdds)
    {
        var small = Math.Exp(-Math.Abs(logOdds));
        return logOdds >= 0 ? 1 / (1 + small) : small / (1 + small);
    }

    /// <summary>log(1 + exp(x)): the loss of a margin of -x.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>A number above 0.</returns>
    public static double Softplus(double value) => Math.Max(value, 0) + LogOnePlus(Math.Exp(-Math.Abs(value)));

    /// <summary>ln(p / (1 - p)), the inverse of <see cref="Sigmoid"/>.</summary>
    /// <param name="probability">A probability; 0 and 1 give infinities.</param>
    /// <returns>The log-odds.</returns>
    public static double Logit(double probability) => Math.Log(probability) - LogOnePlus(-probability);

    /// <summary>log(1 + x) that keeps its digits near 0 (Goldberg 1991, theorem 4).</summary>
    private static double LogOnePlus(double value)
    {
        var sum = 1 + value;
        return sum == 1 ? value : Math.Log(sum) * value / (sum - 1);
    }
}
