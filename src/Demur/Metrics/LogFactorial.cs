namespace Demur.Metrics;

/// <summary>Logarithms of factorials: summed for small numbers, by Stirling's series from 256 on (error below 1e-16 of the result).</summary>
internal static class LogFactorial
{
    private const int TableLength = 256;

    private static readonly double[] Table = Fill();

    /// <summary>The logarithm of the number of ways to choose <paramref name="k"/> of <paramref name="n"/>.</summary>
    public static double Choose(int n, int k) => Of(n) - Of(k) - Of(n - k);

    public static double Of(int n)
    {
        if (n < TableLength)
        {
            return Table[n];
        }

        var x = n + 1.0;
        var square = 1 / (x * x);
        return ((x - 0.5) * Math.Log(x)) - x + (Math.Log(2 * Math.PI) / 2) + ((1 / 12.0) - (square * ((1 / 360.0) - (square / 1260.0)))) / x;
    }

    private static double[] Fill()
    {
        var table = new double[TableLength];
        for (var n = 2; n < TableLength; n++)
        {
            table[n] = table[n - 1] + Math.Log(n);
        }

        return table;
    }
}
