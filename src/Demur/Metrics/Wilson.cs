namespace Demur.Metrics;

/// <summary>The score interval of a share (Wilson 1927, J. Am. Stat. Assoc. 22), which stays inside 0 and 1 and holds for small samples and shares near the ends.</summary>
public static class Wilson
{
    /// <summary>Gives the interval of a share.</summary>
    /// <param name="successes">How many succeeded; from 0 to <paramref name="trials"/>. Fractions are allowed, for effective counts.</param>
    /// <param name="trials">How many were tried; from 0 up. None gives the whole range from 0 to 1 around not-a-number.</param>
    /// <param name="level">The level of confidence, between 0 and 1; 0.95 by default.</param>
    /// <returns>The interval; its estimate is the share itself.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count or the level lies outside its range.</exception>
    public static ConfidenceInterval Interval(double successes, double trials, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        var z = Normal.TwoSided(level);
        if (trials == 0)
        {
            return new ConfidenceInterval(double.NaN, 0, 1, level);
        }

        var share = successes / trials;
        var spread = z * z / trials;
        var centre = (share + (spread / 2)) / (1 + spread);
        var half = z / (1 + spread) * Math.Sqrt((share * (1 - share) / trials) + (spread / (4 * trials)));

        // The ends are exact where the share is: rounding must not leave 1e-17 in their place.
        return new ConfidenceInterval(share, successes == 0 ? 0 : Math.Max(0, centre - half), successes == trials ? 1 : Math.Min(1, centre + half), level);
    }
}
