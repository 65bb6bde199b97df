using CsCheck;
using Demur.Audit.Labelling.Reading;

namespace Demur.Tests.Audit.Labelling.Reading;

public sealed class PackedMatrixTests
{
    [Fact]
    public void A_product_is_that_of_three_loops() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 3], Gen.Int[1, 70], Gen.Int[0, int.MaxValue], Gen.Bool).Sample((rows, panels, inputs, seed, wide) =>
        {
            var random = new Random(seed);
            var outputs = panels * PackedMatrix.PanelWidth;
            var (weights, bias) = (Numbers(random, outputs * inputs), Numbers(random, outputs));
            var left = Numbers(random, PackedMatrix.Padded(rows) * inputs);
            var result = new float[PackedMatrix.Padded(rows) * outputs];

            new PackedMatrix(weights, bias, inputs).Apply(left, rows, result, wide);

            for (var row = 0; row < rows; row++)
            {
                for (var output = 0; output < outputs; output++)
                {
                    double expected = bias[output];
                    for (var input = 0; input < inputs; input++)
                    {
                        expected += (double)left[(row * inputs) + input] * weights[(output * inputs) + input];
                    }

                    Assert.Equal(expected, result[(row * outputs) + output], 1e-4);
                }
            }
        });

    [Fact]
    public void Buffers_that_are_too_short_are_refused_before_anything_is_read()
    {
        var matrix = new PackedMatrix(new float[16 * 4], new float[16], 4);

        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Apply(new float[(12 * 4) - 1], 1, new float[12 * 16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Apply(new float[12 * 4], 1, new float[(12 * 16) - 1]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-1, -0.15865525393145707)]
    [InlineData(0.5, 0.34573123063700656)]
    [InlineData(-3, -0.00404969409489031)]
    [InlineData(3, 2.99595030590511)]
    [InlineData(40, 40)]
    [InlineData(-40, 0)]
    public void Gelu_is_x_times_the_normal_distribution(float x, double expected)
    {
        var values = new float[8];
        values.AsSpan().Fill(x);

        Gelu.Apply(values);

        Assert.All(values, value => Assert.Equal(expected, value, 3e-7 * Math.Max(1, Math.Abs(x))));
    }

    [Fact]
    public void Rounding_loses_at_most_half_a_step_and_nothing_the_second_time() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 33], Gen.Int[0, int.MaxValue]).Sample((rows, width, seed) =>
        {
            var values = Numbers(new Random(seed), rows * width);
            values.AsSpan(0, width).Clear();

            var (steps, scales) = QuantizedRows.Round(values, width);
            var once = QuantizedRows.Restore(steps, scales);
            var (again, _) = QuantizedRows.Round(once, width);

            Assert.Equal(steps, again);
            for (var index = 0; index < values.Length; index++)
            {
                Assert.InRange(MathF.Abs(values[index] - once[index]), 0, scales[index / width] * 0.501f);
            }
        });

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
}
