namespace Demur.Metrics;

/// <summary>The complement of the error function, by its series near zero and its continued fraction further out; relative error below 1e-14.</summary>
internal static class ErrorFunction
{
    private const double SeriesEnd = 1.5;

    public static double Complement(double x) => x switch
    {
        < 0 => 2 - Complement(-x),
        < SeriesEnd => 1 - Series(x),
        _ => Fraction(x),
    };

    /// <summary>erf(x) = 2/sqrt(pi) e^(-x²) Σ 2^n x^(2n+1) / (2n+1)!!, whose terms are all positive.</summary>
    private static double Series(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>erfc(x) = e^(-x²)/sqrt(pi) · 1/(x + (1/2)/(x + (2/2)/(x + …))), evaluated from the inside.</summary>
    private static double Fraction(double x)
    {
        var inner = x;
        for (var k = 200; k >= 1; k--)
        {
            inner = x + (k / 2.0 / inner);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / inner;
    }
}
