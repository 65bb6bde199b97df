using CsCheck;
using Demur.Metrics;

namespace Demur.Tests.Metrics;

public sealed class IntervalTests
{
    [Fact]
    public void Wilson_of_nothing_is_the_whole_range()
    {
        var interval = Wilson.Interval(0, 0);

        Assert.True(double.IsNaN(interval.Estimate));
        Assert.Equal((0, 1), (interval.Low, interval.High));
    }

    [Fact]
    public void Wilson_holds_its_estimate_and_mirrors() => Gen.Select(Gen.Int[0, 400], Gen.Int[0, 400], Gen.Double[0.5, 0.999]).Sample((yes, no, level) =>
    {
        if (yes + no == 0)
        {
            return true;
        }

        var interval = Wilson.Interval(yes, yes + no, level);
        var mirrored = Wilson.Interval(no, yes + no, level);

        return interval.Contains(interval.Estimate) && interval.Low >= 0 && interval.High <= 1 && Math.Abs(interval.Low - (1 - mirrored.High)) < 1e-12;
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_level_lies_between_0_and_1(double level) => Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(1, 2, level));

    [Fact]
    public void A_bootstrap_repeats_by_seed_and_holds_the_mean()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(i => (double)(i * 17 % 50))];
        double Mean(ReadOnlySpan<int> items)
        {
            double sum = 0;
            foreach (var item in items)
            {
                sum += values[item];
            }

            return sum / items.Length;
        }

        var first = Bootstrap.Interval(50, Mean, new BootstrapOptions { Seed = 3 });
        var second = Bootstrap.Interval(50, Mean, new BootstrapOptions { Seed = 3 });
        var other = Bootstrap.Interval(50, Mean, new BootstrapOptions { Seed = 4 });

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal(24.5, first.Estimate, 1e-12);

        // The mean's standard error is sqrt((50² - 1)/12/50) = 2.041; the interval is about 24.5 ± 4.0.
        Assert.Equal(20.5, first.Low, 0.4);
        Assert.Equal(28.5, first.High, 0.4);
    }

    [Fact]
    public void Strata_keep_their_sizes()
    {
        int[] strata = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        double Rare(ReadOnlySpan<int> items)
        {
            var count = 0;
            foreach (var item in items)
            {
                count += strata[item];
            }

            return count;
        }

        var stratified = Bootstrap.Interval(10, Rare, new BootstrapOptions { Strata = strata });
        var free = Bootstrap.Interval(10, Rare);

        Assert.Equal((1, 1), (stratified.Low, stratified.High));
        Assert.Equal((0, 3), (free.Low, free.High));
    }

    [Fact]
    public void Resamples_that_do_not_define_the_figure_are_left_out()
    {
        double[] scores = [0.9, 0.1, 0.2, 0.3];
        bool[] truth = [true, false, false, false];
        double Area(ReadOnlySpan<int> items) => Ranking.Auroc(Pick(scores, items), Pick(truth, items));

        var interval = Bootstrap.Interval(4, Area);
        var undefined = Bootstrap.Interval(4, _ => double.NaN);

        Assert.Equal((1, 1, 1), (interval.Estimate, interval.Low, interval.High));
        Assert.True(double.IsNaN(undefined.Low) && double.IsNaN(undefined.High));
    }

    [Fact]
    public void Strata_must_cover_the_items()
    {
        var error = Assert.Throws<DemurException>(() => Bootstrap.Interval(2, _ => 0, new BootstrapOptions { Strata = [1] }));

        Assert.Equal("A bootstrap over 2 items was given 1 strata; give one for each item.", error.Message);
    }

    [Fact]
    public void Quantiles_interpolate()
    {
        // numpy.quantile([1, 2, 4], [0.25, 0.5, 0.9]) is [1.5, 2.0, 3.6].
        Assert.Equal([1.5, 2.0, 3.6], new[] { 0.25, 0.5, 0.9 }.Select(share => Math.Round(Bootstrap.Quantile([1, 2, 4], share), 12)));
    }

    [Fact]
    public void A_clear_difference_of_two_models_is_found_and_none_is_not()
    {
        bool[] weak = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0)];
        bool[] strong = [.. Enumerable.Range(0, 200).Select(i => i % 10 != 0)];
        double Accuracy(bool[] right, ReadOnlySpan<int> items) => Pick(right, items).Count(value => value) / (double)items.Length;

        var better = PairedComparison.Of(200, items => Accuracy(weak, items), items => Accuracy(strong, items));
        var same = PairedComparison.Of(200, items => Accuracy(weak, items), items => Accuracy(weak, items));

        Assert.Equal(0.4, better.Difference.Estimate, 1e-12);
        Assert.True(better.Difference.Low > 0.25 && better.Difference.High < 0.55);
        Assert.Equal(1.0 / 2001, better.PValue, 1e-12);
        Assert.Equal((0, 1), (same.Difference.Estimate, same.PValue));
    }

    [Fact]
    public void McNemar_counts_only_disagreements()
    {
        var test = McNemar.Of([true, true, false, true, false], [true, false, false, false, true]);

        Assert.Equal((2, 1), (test.OnlyFirst, test.OnlySecond));

        // By hand: three fair coins, P(X ≤ 1) = 1/2, P(X = 1) = 3/8.
        Assert.Equal(1, test.ExactP, 1e-12);
        Assert.Equal(1 - (3.0 / 8), test.MidP, 1e-12);
        Assert.Equal((1, 1), (McNemar.Of(0, 0).ExactP, McNemar.Of(0, 0).MidP));
    }

    [Fact]
    public void McNemar_does_not_mind_which_model_is_first_and_mid_p_is_never_larger() => Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300]).Sample((first, second) =>
    {
        var test = McNemar.Of(first, second);
        var swapped = McNemar.Of(second, first);

        return test.ExactP.Equals(swapped.ExactP) && test.MidP <= test.ExactP && test.MidP > 0 && test.ExactP <= 1;
    });

    [Fact]
    public void Seeds_are_summed_up_by_mean_and_sample_deviation()
    {
        var summary = MeanAndDeviation.Of(2, 4, 4, 4, 5, 5, 7, 9);

        Assert.Equal((5, 8), (summary.Mean, summary.Count));
        Assert.Equal(Math.Sqrt(32.0 / 7), summary.Deviation, 1e-14);
        Assert.Equal("5.000 ± 2.138 (8)", summary.ToString());
        Assert.Equal(0, MeanAndDeviation.Of(3).Deviation);
        Assert.Throws<DemurException>(() => MeanAndDeviation.Of());
        Assert.Equal("Value 1 is NaN; a summary needs finite numbers.", Assert.Throws<DemurException>(() => MeanAndDeviation.Of(1, double.NaN)).Message);
    }

    private static T[] Pick<T>(T[] values, ReadOnlySpan<int> items)
    {
        var picked = new T[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            picked[i] = values[items[i]];
        }

        return picked;
    }
}
