using System.Runtime.InteropServices;
using CsCheck;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Tests.Checkpoints;

public sealed class HalfPrecisionTests
{
    [Fact]
    public void All_65536_brain_floats_widen_to_their_upper_half_and_narrow_back()
    {
        var halves = Enumerable.Range(0, 65536).Select(bits => (ushort)bits).ToArray();
        var values = new float[65536];
        HalfPrecision.WidenBrain(MemoryMarshal.AsBytes<ushort>(halves), values);
        var again = new ushort[65536];
        HalfPrecision.NarrowBrain(values, MemoryMarshal.AsBytes(again.AsSpan()));

        Assert.All(halves, bits => Assert.Equal((uint)bits << 16, BitConverter.SingleToUInt32Bits(values[bits])));
        Assert.All(halves.Where(bits => !float.IsNaN(values[bits])), bits => Assert.Equal(bits, again[bits]));
        Assert.All(halves.Where(bits => float.IsNaN(values[bits])), bits => Assert.Equal(bits | 0x40, again[bits]));
    }

    [Fact]
    public void All_65536_halves_widen_as_the_framework_does_one_by_one()
    {
        var halves = Enumerable.Range(0, 65536).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray();
        var values = new float[65536];
        HalfPrecision.WidenHalf(MemoryMarshal.AsBytes<Half>(halves), values);

        Assert.Equal(halves.Select(half => (float)half), values);
    }

    // Worked by hand: 1 + 2^-8 lies halfway between 3F80 and 3F81 and goes to the even one; 1 + 3 * 2^-8 halfway between 3F81 and 3F82.
    [Theory]
    [InlineData(0x3F808000u, 0x3F80)]
    [InlineData(0x3F808001u, 0x3F81)]
    [InlineData(0x3F818000u, 0x3F82)]
    [InlineData(0x7F7FFFFFu, 0x7F80)]
    [InlineData(0xFF800000u, 0xFF80)]
    [InlineData(0x7F800001u, 0x7FC0)]
    public void Narrowing_rounds_to_nearest_and_ties_to_even(uint bits, int expected)
    {
        var narrowed = new byte[2];
        HalfPrecision.NarrowBrain([BitConverter.UInt32BitsToSingle(bits)], narrowed);

        Assert.Equal(expected, BitConverter.ToUInt16(narrowed));
    }

    [Fact]
    public void Any_length_and_place_in_memory_gives_the_same_values() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 3]).Sample((bytes, skip) =>
        {
            var source = bytes.AsSpan(Math.Min(skip, bytes.Length));
            source = source[..(source.Length / 2 * 2)];
            var values = new float[source.Length / 2];
            HalfPrecision.WidenBrain(source, values);
            for (var index = 0; index < values.Length; index++)
            {
                Assert.Equal((uint)BitConverter.ToUInt16(source[(2 * index)..]) << 16, BitConverter.SingleToUInt32Bits(values[index]));
            }
        }, iter: 300);
}
