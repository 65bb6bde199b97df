namespace Demur.Audit.Asking;

/// <summary>
/// How long to wait before sending again: doubling from half a second to thirty, the upper half of it drawn at random.
/// The draw is a function of seed, question and attempt alone, so that a run repeats whatever the threads do.
/// </summary>
internal static class Backoff
{
    private const double FirstSeconds = 0.5;
    private const double LongestSeconds = 30;

    /// <summary>The wait before an attempt.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="question">The question's place in the plan.</param>
    /// <param name="failures">The failures so far, from 1.</param>
    public static TimeSpan Delay(int seed, int question, int failures)
    {
        var whole = Math.Min(LongestSeconds, FirstSeconds * Math.Pow(2, Math.Min(failures - 1, 20)));
        return TimeSpan.FromSeconds(whole * (0.5 + (0.5 * Draw(seed, question, failures))));
    }

    /// <summary>A number from 0 to 1 (exclusive) that depends on its three arguments only.</summary>
    public static double Draw(int seed, int question, int turn)
    {
        // SplitMix64's finaliser (Steele, Lea, Flood 2014) over the three numbers.
        var state = ((ulong)(uint)seed << 32) ^ ((ulong)(uint)question * 0x9E3779B97F4A7C15UL) ^ ((ulong)(uint)turn * 0xD1B54A32D192ED03UL);
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EBUL;
        state ^= state >> 31;
        return (state >> 11) * (1.0 / (1UL << 53));
    }
}
