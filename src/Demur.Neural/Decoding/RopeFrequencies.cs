namespace Demur.Neural.Decoding;

/// <summary>The angle a position turns each pair of dimensions by, and the factor on sines and cosines, for every kind of scaling.</summary>
internal static class RopeFrequencies
{
    /// <summary>Frequencies of the pairs, highest first.</summary>
    /// <param name="rope">Base and scaling.</param>
    /// <param name="width">The number of rotated dimensions.</param>
    /// <param name="context">The model's context length.</param>
    /// <param name="length">The length of the text so far; only dynamic scaling depends on it.</param>
    public static double[] Of(RopeConfig rope, int width, int context, long length)
    {
        var original = Original(rope, context);
        var plain = Plain(rope.Scaling == RopeScaling.Dynamic ? DynamicBase(rope, width, original, length) : rope.Base, width);
        return rope.Scaling switch
        {
            RopeScaling.Linear => [.. plain.Select(frequency => frequency / rope.Factor)],
            RopeScaling.Llama3 => [.. plain.Select(frequency => Llama3(frequency, rope, original))],
            RopeScaling.Yarn => Yarn(plain, rope, width, original),
            _ => plain,
        };
    }

    /// <summary>What sines and cosines are multiplied by: 1 except for YaRN.</summary>
    public static double AttentionFactor(RopeConfig rope)
    {
        if (rope.Scaling != RopeScaling.Yarn)
        {
            return 1;
        }

        double Sharpened(double weight) => rope.Factor <= 1 ? 1 : (0.1 * weight * Math.Log(rope.Factor)) + 1;
        return rope.AttentionFactor
            ?? (rope.ScaleAll is > 0 && rope.ScaleAllDimensions is > 0 ? Sharpened(rope.ScaleAll.Value) / Sharpened(rope.ScaleAllDimensions.Value) : Sharpened(1));
    }

    public static int Original(RopeConfig rope, int context) => rope.OriginalContext > 0 ? rope.OriginalContext : context;

    private static double[] Plain(double @base, int width) =>
        [.. Enumerable.Range(0, width / 2).Select(pair => Math.Pow(@base, -2.0 * pair / width))];

    private static double DynamicBase(RopeConfig rope, int width, int original, long length)
    {
        var reached = Math.Max(length, original);
        var stretch = (rope.Factor * reached / original) - (rope.Factor - 1);
        return width <= 2 ? rope.Base : rope.Base * Math.Pow(stretch, width / (width - 2.0));
    }

    private static double Llama3(double frequency, RopeConfig rope, int original)
    {
        var wave = 2 * Math.PI / frequency;
        if (wave < original / rope.HighFrequencyFactor)
        {
            return frequency;
        }

        if (wave > original / rope.LowFrequencyFactor)
        {
            return frequency / rope.Factor;
        }

        var smooth = ((original / wave) - rope.LowFrequencyFactor) / (rope.HighFrequencyFactor - rope.LowFrequencyFactor);
        return ((1 - smooth) * frequency / rope.Factor) + (smooth * frequency);
    }

    // arXiv 2309.00071, section 3.2 ("NTK-by-parts"): the ramp runs over pair indices between the two numbers of turns.
    private static double[] Yarn(double[] plain, RopeConfig rope, int width, int original)
    {
        double Pair(double turns) => width * Math.Log(original / (turns * 2 * Math.PI)) / (2 * Math.Log(rope.Base));
        var low = Pair(rope.BetaFast);
        var high = Pair(rope.BetaSlow);
        if (rope.Truncate)
        {
            (low, high) = (Math.Floor(low), Math.Ceiling(high));
        }

        low = Math.Max(low, 0);
        high = Math.Min(high, width - 1);
        high = high == low ? high + 0.001 : high;
        return [.. plain.Select((frequency, pair) =>
        {
            var interpolated = Math.Clamp((pair - low) / (high - low), 0, 1);
            return (frequency / rope.Factor * interpolated) + (frequency * (1 - interpolated));
        })];
    }
}
