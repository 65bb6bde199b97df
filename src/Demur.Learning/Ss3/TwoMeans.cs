namespace Demur.Learning.Ss3;

/// <summary>Splits sorted values into an upper and a lower cluster by 2-means, started at the greatest and the least.</summary>
public static class TwoMeans
{
    /// <summary>Finds how many values belong to the upper cluster.</summary>
    /// <param name="falling">Finite values in falling order.</param>
    /// <returns>Their number; 0 when all values are equal or there are none.</returns>
    public static int UpperCount(ReadOnlySpan<double> falling)
    {
        if (falling.IsEmpty || falling[0] == falling[^1])
        {
            return 0;
        }

        var (upper, lower) = (falling[0], falling[^1]);
        for (var count = 0; ;)
        {
            // A value as near to one centre as to the other counts as upper.
            var next = 0;
            while (next < falling.Length && Math.Abs(lower - falling[next]) >= Math.Abs(upper - falling[next]))
            {
                next++;
            }

            if (next == count)
            {
                return count;
            }

            count = next;
            upper = Mean(falling[..count]);
            lower = count < falling.Length ? Mean(falling[count..]) : lower;
        }
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
