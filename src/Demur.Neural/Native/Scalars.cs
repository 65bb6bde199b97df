using System.Collections.Concurrent;
using TorchSharp;

namespace Demur.Neural.Native;

/// <summary>
/// Numbers as TorchSharp's calls take them, one object for each value, kept for good. TorchSharp reads a scalar's handle and then calls libtorch; an object that nothing else
/// holds may be finalized in between, and the call reads freed memory. For values that change at every step, dispose of a scalar of one's own after the call.
/// </summary>
internal static class Scalars
{
    private static readonly ConcurrentDictionary<double, Scalar> Fractions = new();
    private static readonly ConcurrentDictionary<long, Scalar> Integers = new();

    /// <summary>The whole number 1: the factor of a plain sum, which TorchSharp otherwise makes anew for each.</summary>
    public static Scalar One { get; } = Of(1L);

    /// <summary>The scalar of a number; results of integer tensors become floating point.</summary>
    public static Scalar Of(double value) => Fractions.GetOrAdd(value, static number => number.ToScalar());

    /// <summary>The scalar of a whole number, which leaves the type of integer tensors as it is.</summary>
    public static Scalar Of(long value) => Integers.GetOrAdd(value, static number => number.ToScalar());
}
