using CsCheck;
using Demur.Metrics;

namespace Demur.Tests.Metrics;

public sealed class PairedProportionsTests
{
    [Theory]
    [InlineData(14, 0, 5, 22, 0.1220, 0.0115, 0.2265)] // Altman et al. 2000, Statistics with Confidence, table 6.2: 0.01 to 0.23
    [InlineData(36, 2, 12, 0, 0.2000, 0.0569, 0.3404)] // from here on the formula by hand, in another language
    [InlineData(1, 7, 1, 12, -0.2857, -0.5069, -0.0256)]
    [InlineData(59, 6, 16, 80, 0.0621, 0.0046, 0.1186)]
    [InlineData(40, 2, 2, 156, 0, -0.0243, 0.0243)]
    public void Worked_values(int both, int onlyFirst, int onlySecond, int neither, double difference, double low, double high)
    {
        var interval = PairedProportions.Difference(both, onlyFirst, onlySecond, neither);

        Assert.Equal((difference, low, high), (Math.Round(interval.Estimate, 4), Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Fact]
    public void One_item_that_changed_shows_next_to_nothing() => Assert.InRange(PairedProportions.Difference(0, 0, 1, 0).Low, -0.13, -0.12);

    [Fact]
    public void Seven_of_seven_keep_their_width() => Assert.InRange(PairedProportions.Difference(0, 7, 0, 0).High, -0.5, -0.49);

    [Fact]
    public void Without_items_everything_is_possible()
    {
        var interval = PairedProportions.Difference(0, 0, 0, 0);

        Assert.Equal((double.NaN, -1, 1), (interval.Estimate, interval.Low, interval.High));
    }

    [Fact]
    public void Exchanging_the_measurements_mirrors_the_interval() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[1, 30]).Sample((both, first, second, neither) =>
        {
            var (one, other) = (PairedProportions.Difference(both, first, second, neither), PairedProportions.Difference(both, second, first, neither));
            return Math.Abs(one.Low + other.High) < 1e-12 && one.Low < one.Estimate && one.Estimate < one.High;
        });
}
