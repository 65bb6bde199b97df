using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Demur.Audit.Labelling.Reading;

/// <summary>The Gaussian error linear unit x Φ(x), with Φ to 1e-7 (Abramowitz and Stegun, formula 7.1.26).</summary>
internal static class Gelu
{
    /// <summary>Applies it in place.</summary>
    /// <param name="values">The values; a multiple of eight of them.</param>
    public static void Apply(Span<float> values)
    {
        foreach (ref var eight in MemoryMarshal.Cast<float, Vector256<float>>(values))
        {
            eight = Of(eight);
        }
    }

    private static Vector256<float> Of(Vector256<float> x)
    {
        var z = Vector256.Abs(x) * 0.70710678f;
        var t = Vector256<float>.One / Vector256.MultiplyAddEstimate(z, Vector256.Create(0.3275911f), Vector256<float>.One);
        var tail = Vector256.MultiplyAddEstimate(t, Vector256.Create(1.061405429f), Vector256.Create(-1.453152027f));
        tail = Vector256.MultiplyAddEstimate(t, tail, Vector256.Create(1.421413741f));
        tail = Vector256.MultiplyAddEstimate(t, tail, Vector256.Create(-0.284496736f));
        tail = Vector256.MultiplyAddEstimate(t, tail, Vector256.Create(0.254829592f));
        tail = tail * t * Vector256.Exp(-(z * z)) * 0.5f;
        return x * Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero), Vector256<float>.One - tail, tail);
    }
}
