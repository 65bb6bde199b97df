using System.Buffers.Binary;

namespace Demur.Neural.Checkpoints.Internal;

/// <summary>The block quantisations of GGUF files. Products are taken in llama.cpp's order, in single precision, so that the values are bit for bit its own.</summary>
internal static class QuantisedBlocks
{
    /// <summary>Decodes <c>Q8_0</c>: scale, then 32 signed bytes.</summary>
    internal static void ReadQ80(ReadOnlySpan<byte> source, Span<float> values)
    {
        for (; !values.IsEmpty; source = source[34..], values = values[32..])
        {
            var scale = Scale(source);
            for (var index = 0; index < 32; index++)
            {
                values[index] = (sbyte)source[2 + index] * scale;
            }
        }
    }

    /// <summary>Encodes <c>Q8_0</c>: the scale is the largest magnitude over 127; ties round away from zero.</summary>
    internal static void WriteQ80(ReadOnlySpan<float> values, Span<byte> target)
    {
        for (; !values.IsEmpty; values = values[32..], target = target[34..])
        {
            var largest = 0f;
            foreach (var value in values[..32])
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            var scale = largest / 127;
            var inverse = scale == 0 ? 0 : 1 / scale;
            BinaryPrimitives.WriteHalfLittleEndian(target, (Half)scale);
            for (var index = 0; index < 32; index++)
            {
                target[2 + index] = (byte)(sbyte)MathF.Round(values[index] * inverse, MidpointRounding.AwayFromZero);
            }
        }
    }

    /// <summary>Decodes <c>Q4_0</c>: scale, then 16 bytes whose lower halves are the first 16 values and whose upper halves the last.</summary>
    internal static void ReadQ40(ReadOnlySpan<byte> source, Span<float> values)
    {
        for (; !values.IsEmpty; source = source[18..], values = values[32..])
        {
            var scale = Scale(source);
            for (var index = 0; index < 16; index++)
            {
                values[index] = ((source[2 + index] & 0xF) - 8) * scale;
                values[index + 16] = ((source[2 + index] >> 4) - 8) * scale;
            }
        }
    }

    /// <summary>Decodes <c>Q4_K</c>: two scales, twelve bytes of 6-bit scales and minima for 8 groups of 32, then 128 bytes of values.</summary>
    internal static void ReadQ4K(ReadOnlySpan<byte> source, Span<float> values)
    {
        for (; !values.IsEmpty; source = source[144..], values = values[256..])
        {
            var scale = Scale(source);
            var minimum = Scale(source[2..]);
            var packed = source.Slice(4, 12);
            for (var group = 0; group < 8; group++)
            {
                var (groupScale, groupMinimum) = SixBits(packed, group);
                ReadGroup(source.Slice(16 + (group / 2 * 32), 32), (group & 1) * 4, scale * groupScale, minimum * groupMinimum, values[(group * 32)..]);
            }
        }
    }

    /// <summary>Decodes <c>Q6_K</c>: 128 bytes of lower 4 bits, 64 bytes of upper 2 bits, 16 signed scales, then the scale of all.</summary>
    internal static void ReadQ6K(ReadOnlySpan<byte> source, Span<float> values)
    {
        for (; !values.IsEmpty; source = source[210..], values = values[256..])
        {
            var scale = Scale(source[208..]);
            for (var half = 0; half < 2; half++)
            {
                ReadHalf(source.Slice(half * 64, 64), source.Slice(128 + (half * 32), 32), source.Slice(192 + (half * 8), 8), scale, values.Slice(half * 128, 128));
            }
        }
    }

    private static float Scale(ReadOnlySpan<byte> source) => (float)BinaryPrimitives.ReadHalfLittleEndian(source);

    private static void ReadGroup(ReadOnlySpan<byte> bytes, int shift, float scale, float minimum, Span<float> values)
    {
        for (var index = 0; index < 32; index++)
        {
            values[index] = (scale * ((bytes[index] >> shift) & 0xF)) - minimum;
        }
    }

    // Groups 0-3 have their six bits in one byte; groups 4-7 take four bits from bytes 8-11 and two from the tops of bytes 0-7.
    private static (int Scale, int Minimum) SixBits(ReadOnlySpan<byte> packed, int group) => group < 4
        ? (packed[group] & 63, packed[group + 4] & 63)
        : ((packed[group + 4] & 0xF) | (packed[group - 4] >> 6 << 4), (packed[group + 4] >> 4) | (packed[group] >> 6 << 4));

    private static void ReadHalf(ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, ReadOnlySpan<byte> scales, float scale, Span<float> values)
    {
        for (var quarter = 0; quarter < 4; quarter++)
        {
            for (var index = 0; index < 32; index++)
            {
                var low = (lower[((quarter & 1) * 32) + index] >> (quarter / 2 * 4)) & 0xF;
                var high = (upper[index] >> (quarter * 2)) & 3;
                var groupScale = scale * (sbyte)scales[(quarter * 2) + (index / 16)];
                values[(quarter * 32) + index] = groupScale * ((low | (high << 4)) - 32);
            }
        }
    }
}
