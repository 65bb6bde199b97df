using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Demur.Neural.Checkpoints.Internal;

/// <summary>Conversions between 32-bit numbers and the two 16-bit encodings, many values at a time.</summary>
internal static class HalfPrecision
{
    /// <summary>Widens bfloat16: its 16 bits are the upper half of the 32-bit number.</summary>
    internal static void WidenBrain(ReadOnlySpan<byte> source, Span<float> values)
    {
        var halves = MemoryMarshal.Cast<byte, ushort>(source)[..values.Length];
        ref var from = ref MemoryMarshal.GetReference(halves);
        ref var to = ref MemoryMarshal.GetReference(values);
        var index = 0;
        for (; index <= values.Length - Vector256<ushort>.Count; index += Vector256<ushort>.Count)
        {
            var (lower, upper) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)index));
            (lower << 16).AsSingle().StoreUnsafe(ref to, (nuint)index);
            (upper << 16).AsSingle().StoreUnsafe(ref to, (nuint)(index + Vector256<uint>.Count));
        }

        for (; index < values.Length; index++)
        {
            values[index] = BitConverter.UInt32BitsToSingle((uint)halves[index] << 16);
        }
    }

    internal static void WidenHalf(ReadOnlySpan<byte> source, Span<float> values) =>
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source)[..values.Length], values);

    /// <summary>Narrows to bfloat16, to nearest and ties to even; every NaN stays one.</summary>
    internal static void NarrowBrain(ReadOnlySpan<float> values, Span<byte> target)
    {
        var halves = MemoryMarshal.Cast<byte, ushort>(target);
        for (var index = 0; index < values.Length; index++)
        {
            var bits = BitConverter.SingleToUInt32Bits(values[index]);
            halves[index] = float.IsNaN(values[index])
                ? (ushort)((bits >> 16) | 0x40)
                : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }

    internal static void NarrowHalf(ReadOnlySpan<float> values, Span<byte> target) =>
        TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<byte, Half>(target));
}
