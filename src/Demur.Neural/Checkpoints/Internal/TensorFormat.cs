namespace Demur.Neural.Checkpoints.Internal;

/// <summary>How many values and bytes a block of each encoding takes.</summary>
internal static class TensorFormat
{
    internal static int BlockLength(TensorType type) => type switch
    {
        TensorType.Q80 or TensorType.Q40 => 32,
        TensorType.Q4K or TensorType.Q6K => 256,
        _ => 1,
    };

    internal static int BlockBytes(TensorType type) => type switch
    {
        TensorType.I8 or TensorType.U8 or TensorType.Bool => 1,
        TensorType.F16 or TensorType.BF16 or TensorType.I16 => 2,
        TensorType.F32 or TensorType.I32 => 4,
        TensorType.F64 or TensorType.I64 => 8,
        TensorType.Q40 => 2 + 16,
        TensorType.Q80 => 2 + 32,
        TensorType.Q4K => 2 + 2 + 12 + 128,
        TensorType.Q6K => 128 + 64 + 16 + 2,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a tensor type."),
    };

    internal static bool IsFloat(TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16 or TensorType.F64;

    internal static bool IsQuantised(TensorType type) => BlockLength(type) > 1;

    /// <summary>The bytes of a whole number of blocks.</summary>
    /// <returns>Null when the number of bytes does not fit in 63 bits.</returns>
    internal static long? ByteCount(TensorType type, long count)
    {
        var blocks = count / BlockLength(type);
        return blocks > long.MaxValue / BlockBytes(type) ? null : blocks * BlockBytes(type);
    }

    /// <summary>The product of dimensions, none of them negative.</summary>
    /// <returns>Null when it does not fit in 63 bits.</returns>
    internal static long? Count(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var dimension in shape)
        {
            if (dimension != 0 && count > long.MaxValue / dimension)
            {
                return null;
            }

            count *= dimension;
        }

        return count;
    }
}
