using System.Runtime.InteropServices;
using System.Text.Json;
using CsCheck;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Tests.Checkpoints;

/// <summary>Against llama.cpp's own reference functions; <c>Fixtures/blocks.py</c> says how the values were made.</summary>
public sealed class QuantisedBlocksTests
{
    [Theory]
    [InlineData("Q8_0", TensorType.Q80)]
    [InlineData("Q4_0", TensorType.Q40)]
    [InlineData("Q4_K", TensorType.Q4K)]
    [InlineData("Q6_K", TensorType.Q6K)]
    public void Blocks_decode_bit_for_bit_as_in_llama_cpp(string name, TensorType type)
    {
        var expected = Fixture(name, "values");
        var values = new float[expected.Length / sizeof(float)];

        TensorCodec.Decode(type, Fixture(name, "blocks"), values);

        Assert.Equal(MemoryMarshal.Cast<byte, uint>(expected).ToArray(), MemoryMarshal.Cast<float, uint>(values).ToArray());
    }

    [Fact]
    public void Q8_0_is_written_bit_for_bit_as_llama_cpp_writes_it()
    {
        var values = MemoryMarshal.Cast<byte, float>(Fixture("Q8_0", "input"));
        var blocks = new byte[values.Length / 32 * 34];

        TensorCodec.Encode(TensorType.Q80, values, blocks);

        Assert.Equal(Fixture("Q8_0", "blocks")[..blocks.Length], blocks);
    }

    // One block by hand: the largest magnitude 127 gives the scale 1 (3C00); 2.5 rounds away from zero to 3, -2.5 to -3, 0.4 to 0.
    [Fact]
    public void A_block_worked_by_hand_is_written_as_it_should_be()
    {
        var values = new float[32];
        (values[0], values[1], values[2], values[3]) = (-127f, 2.5f, -2.5f, 0.4f);
        var block = new byte[34];

        TensorCodec.Encode(TensorType.Q80, values, block);

        Assert.Equal([0x00, 0x3C, 0x81, 0x03, 0xFD, 0x00], block[..6]);
        Assert.All(block[6..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Q8_0_is_never_further_off_than_half_a_step() =>
        Gen.Float[-1e4f, 1e4f].Array[64].Sample(values =>
        {
            var blocks = new byte[68];
            var read = new float[64];
            TensorCodec.Encode(TensorType.Q80, values, blocks);
            TensorCodec.Decode(TensorType.Q80, blocks, read);
            for (var block = 0; block < 2; block++)
            {
                // Half a step, and what the scale loses in 16 bits over 127 steps.
                var step = values.AsSpan(block * 32, 32).ToArray().Max(Math.Abs) / 127;
                Assert.All(Enumerable.Range(block * 32, 32), index => Assert.Equal(values[index], read[index], (step * 0.501) + (step * 127 / 2048)));
            }
        }, iter: 200);

    private static byte[] Fixture(string name, string field)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Checkpoints", "Fixtures", "blocks.json")));
        return json.RootElement.GetProperty(name).GetProperty(field).GetBytesFromBase64();
    }
}
