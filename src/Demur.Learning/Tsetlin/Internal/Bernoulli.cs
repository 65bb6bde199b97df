using System.Numerics;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>A probability as binary digits, so that a whole vector of independent draws is a chain of and/or of random vectors, one for each digit.</summary>
internal readonly struct Bernoulli
{
    private Bernoulli(uint digits, int count)
    {
        Digits = digits;
        Count = count;
    }

    /// <summary>The digits after the point, the last one lowest.</summary>
    public uint Digits { get; }

    /// <summary>The number of digits; 0 when the draw is never or always 1.</summary>
    public int Count { get; }

    public bool IsAlways => Count == 0 && Digits == 1;

    public bool IsNever => Count == 0 && Digits == 0;

    /// <summary>Rounds a probability to so many digits; trailing zeros cost nothing and are left out.</summary>
    public static Bernoulli Of(double probability, int digits)
    {
        var scaled = (uint)Math.Round(Math.Clamp(probability, 0, 1) * (1u << digits));
        if (scaled == 0 || scaled == 1u << digits)
        {
            return new Bernoulli(scaled == 0 ? 0u : 1u, 0);
        }

        var trailing = BitOperations.TrailingZeroCount(scaled);
        return new Bernoulli(scaled >> trailing, digits - trailing);
    }
}
