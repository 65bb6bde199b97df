using Demur.Metrics;

namespace Demur.Tests.Metrics;

public sealed class ProbabilitiesTests
{
    [Fact]
    public void Brier_is_the_mean_square() => Assert.Equal((0.01 + 0.36) / 2, Probabilities.Brier([0.9, 0.6], [true, false]), 1e-15);

    [Fact]
    public void Log_loss_stays_finite_at_certainty()
    {
        Assert.Equal(-Math.Log(0.5), Probabilities.LogLoss([0.5, 0.5], [true, false]), 1e-15);
        Assert.Equal(52 * Math.Log(2), Probabilities.LogLoss([0], [true]), 1e-12);
    }

    [Fact]
    public void Calibration_error_weighs_each_bins_gap_by_its_count()
    {
        // By hand, two bins: (0, 0.5] holds 0.1 and 0.5 with one positive: gap |0.3 - 0.5|; (0.5, 1] holds 0.6, 0.9, 0.9 with three: gap |0.8 - 1|.
        double[] probabilities = [0.1, 0.5, 0.6, 0.9, 0.9];
        bool[] truth = [false, true, true, true, true];

        Assert.Equal(((2 * 0.2) + (3 * 0.2)) / 5, Probabilities.CalibrationError(probabilities, truth, 2), 1e-15);
        Assert.Equal([2, 3], Probabilities.Reliability(probabilities, truth, 2).Select(bin => bin.Count));
    }

    [Fact]
    public void A_probability_on_an_edge_belongs_to_the_bin_below()
    {
        foreach (var bins in (int[])[3, 7, 10, 15, 49])
        {
            for (var i = 0; i <= bins; i++)
            {
                var counted = Probabilities.Reliability([(double)i / bins], [true], bins).ToList().FindIndex(bin => bin.Count == 1);

                Assert.Equal(Math.Max(0, i - 1), counted);
            }
        }
    }

    [Fact]
    public void Empty_bins_say_so()
    {
        var bins = Probabilities.Reliability([0.05], [true]);

        Assert.Equal(10, bins.Count);
        Assert.Equal(0.05, bins[0].MeanProbability);
        Assert.All(bins.Skip(1), bin => Assert.True(bin.Count == 0 && double.IsNaN(bin.MeanProbability) && double.IsNaN(bin.ShareOfPositives)));
    }

    [Theory]
    [InlineData(-0.1, "Probability 0 is -0.1; expected a number from 0 to 1.")]
    [InlineData(1.5, "Probability 0 is 1.5; expected a number from 0 to 1.")]
    [InlineData(double.NaN, "Score 0 is not a number; leave out what could not be scored.")]
    public void What_is_no_probability_is_named(double value, string expected)
    {
        Assert.Equal(expected, Assert.Throws<DemurException>(() => Probabilities.Brier([value], [true])).Message);
        Assert.Equal(expected, Assert.Throws<DemurException>(() => Probabilities.LogLoss([value], [true])).Message);
        Assert.Equal(expected, Assert.Throws<DemurException>(() => Probabilities.CalibrationError([value], [true])).Message);
    }
}
