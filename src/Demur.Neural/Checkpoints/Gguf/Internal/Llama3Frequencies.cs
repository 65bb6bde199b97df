namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>
/// Llama 3.1's rotary scaling: long waves are stretched by a factor, short ones kept, those between blended (Hugging Face's <c>rope_type: llama3</c>).
/// GGUF files store what it does to each frequency, not its parameters.
/// </summary>
internal sealed record Llama3Frequencies(double Factor, double LowFactor, double HighFactor, int OriginalContext)
{
    /// <summary>What each frequency is divided by, lowest dimension first.</summary>
    /// <param name="count">Half the width of a head.</param>
    /// <param name="theta">The base of the frequencies.</param>
    internal float[] Divisors(int count, double theta)
    {
        var divisors = new float[count];
        for (var index = 0; index < count; index++)
        {
            var wave = 2 * Math.PI * Math.Pow(theta, (double)index / count);
            var turns = OriginalContext / wave;
            var smooth = (turns - LowFactor) / (HighFactor - LowFactor);
            divisors[index] = (float)(turns > HighFactor ? 1 : turns < LowFactor ? Factor : 1 / (((1 - smooth) / Factor) + smooth));
        }

        return divisors;
    }

    /// <summary>Finds the parameters behind stored divisors, with the low and high factors (1 and 4) that every released model has.</summary>
    /// <returns>Null when no such parameters give these divisors.</returns>
    internal static Llama3Frequencies? Of(ReadOnlySpan<float> divisors, double theta, int originalContext)
    {
        var largest = 1f;
        foreach (var divisor in divisors)
        {
            largest = Math.Max(largest, divisor);
        }

        var candidate = new Llama3Frequencies(largest, 1, 4, originalContext);
        var expected = candidate.Divisors(divisors.Length, theta);
        for (var index = 0; index < expected.Length; index++)
        {
            // Not "above": NaN must fail too.
            if (!(Math.Abs(divisors[index] - expected[index]) <= 1e-3 * expected[index]))
            {
                return null;
            }
        }

        return candidate;
    }
}
