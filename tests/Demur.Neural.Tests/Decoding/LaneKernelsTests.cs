using Demur.Neural.Decoding.Lanes;

namespace Demur.Neural.Tests.Decoding;

public sealed class LaneKernelsTests
{
    private static readonly SplitMix Source = new(5);

    [Theory]
    [InlineData(8, 24)]
    [InlineData(7, 5)]
    [InlineData(1, 1)]
    public void A_product_is_each_lanes_own_product(int rows, int columns)
    {
        var matrix = Draw(rows * columns);
        var vectors = Draw(columns * LaneKernels.Lanes);
        var bias = Draw(rows);
        var result = new float[rows * LaneKernels.Lanes];

        LaneKernels.Multiply(matrix, vectors, bias, result);

        for (var row = 0; row < rows; row++)
        {
            for (var lane = 0; lane < LaneKernels.Lanes; lane++)
            {
                var expected = (double)bias[row] + Enumerable.Range(0, columns).Sum(column => (double)matrix[(row * columns) + column] * vectors[(column * LaneKernels.Lanes) + lane]);
                Assert.Equal(expected, result[(row * LaneKernels.Lanes) + lane], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_norm_divides_each_lane_by_its_own_root_mean_square(bool plusOne)
    {
        const int Features = 6;
        var values = Draw(Features * LaneKernels.Lanes);
        var weight = Draw(Features);
        var result = new float[values.Length];

        LaneKernels.Norm(values, weight, 1e-5f, plusOne, result);

        for (var lane = 0; lane < LaneKernels.Lanes; lane++)
        {
            var own = Enumerable.Range(0, Features).Select(feature => (double)values[(feature * LaneKernels.Lanes) + lane]).ToArray();
            var root = Math.Sqrt(own.Average(value => value * value) + 1e-5);
            for (var feature = 0; feature < Features; feature++)
            {
                Assert.Equal(own[feature] / root * (weight[feature] + (plusOne ? 1 : 0)), result[(feature * LaneKernels.Lanes) + lane], 1e-5);
            }
        }
    }

    [Fact]
    public void What_is_scattered_into_a_lane_is_gathered_from_it_and_leaves_the_others_alone()
    {
        var values = new float[3 * LaneKernels.Lanes];
        LaneKernels.Scatter([1, 2, 3], 5, values);
        var back = new float[3];
        LaneKernels.Gather(values, 5, back);

        Assert.Equal([1f, 2f, 3f], back);
        Assert.Equal(6, values.Sum());
        Assert.Equal(2, values[LaneKernels.Lanes + 5]);
    }

    private static float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(Source.Unit() - 0.5))];
}
