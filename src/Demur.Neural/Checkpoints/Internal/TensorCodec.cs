using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Demur.Neural.Checkpoints.Internal;

/// <summary>Turns stored bytes into 32-bit numbers and back.</summary>
internal static class TensorCodec
{
    /// <summary>Decodes whole blocks; <paramref name="source"/> holds exactly the bytes of <paramref name="values"/>.</summary>
    internal static void Decode(TensorType type, ReadOnlySpan<byte> source, Span<float> values)
    {
        switch (type)
        {
            case TensorType.F32: source.CopyTo(MemoryMarshal.AsBytes(values)); break;
            case TensorType.F16: HalfPrecision.WidenHalf(source, values); break;
            case TensorType.BF16: HalfPrecision.WidenBrain(source, values); break;
            case TensorType.F64: TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(source), values); break;
            case TensorType.I8: TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, sbyte>(source), values); break;
            case TensorType.U8: TensorPrimitives.ConvertTruncating(source, values); break;
            case TensorType.I16: TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, short>(source), values); break;
            case TensorType.I32: TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, int>(source), values); break;
            case TensorType.I64: TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, long>(source), values); break;
            case TensorType.Bool: DecodeBool(source, values); break;
            case TensorType.Q80: QuantisedBlocks.ReadQ80(source, values); break;
            case TensorType.Q40: QuantisedBlocks.ReadQ40(source, values); break;
            case TensorType.Q4K: QuantisedBlocks.ReadQ4K(source, values); break;
            case TensorType.Q6K: QuantisedBlocks.ReadQ6K(source, values); break;
            default: throw new ArgumentOutOfRangeException(nameof(type), type, "Not a tensor type.");
        }
    }

    /// <summary>Encodes values; a type that is not written is a bug of the caller.</summary>
    internal static void Encode(TensorType type, ReadOnlySpan<float> values, Span<byte> target)
    {
        switch (type)
        {
            case TensorType.F32: MemoryMarshal.AsBytes(values).CopyTo(target); break;
            case TensorType.F16: HalfPrecision.NarrowHalf(values, target); break;
            case TensorType.BF16: HalfPrecision.NarrowBrain(values, target); break;
            case TensorType.Q80: QuantisedBlocks.WriteQ80(values, target); break;
            default: throw new ArgumentOutOfRangeException(nameof(type), type, "Values are not written in this type.");
        }
    }

    /// <summary>Shifts the values of stored 32-bit numbers in place.</summary>
    internal static void Shift(Span<byte> stored, float shift)
    {
        for (var at = 0; at < stored.Length; at += sizeof(float))
        {
            BinaryPrimitives.WriteSingleLittleEndian(stored[at..], BinaryPrimitives.ReadSingleLittleEndian(stored[at..]) + shift);
        }
    }

    private static void DecodeBool(ReadOnlySpan<byte> source, Span<float> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = source[index] == 0 ? 0 : 1;
        }
    }
}
