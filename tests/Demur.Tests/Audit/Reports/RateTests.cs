using Demur.Audit.Reports.Statistics;

namespace Demur.Tests.Audit.Reports;

public sealed class RateTests
{
    [Theory]
    // scipy.stats.binomtest(count, total).proportion_ci(method="wilson").
    [InlineData(1, 10, 0.017876, 0.404150)]
    [InlineData(5, 10, 0.236593, 0.763407)]
    [InlineData(37, 296, 0.092064, 0.167545)]
    public void Independent_answers_have_Wilsons_interval(int count, int total, double low, double high)
    {
        var rate = Rate.Of(count, total);

        Assert.Equal(low, rate.Low, 4);
        Assert.Equal(high, rate.High, 4);
    }

    [Fact]
    public void Nothing_measured_has_no_share_and_the_widest_interval()
    {
        var rate = Rate.Of(0, 0);

        Assert.Null(rate.Value);
        Assert.Equal((0.0, 1.0), (rate.Low, rate.High));
    }

    [Fact]
    public void One_sample_a_prompt_is_the_same_as_independent_answers() =>
        Assert.Equal(Rate.Of(2, 5), Rate.OfClusters([(1, 1), (1, 1), (0, 1), (0, 1), (0, 1)]));

    [Fact]
    public void Samples_that_are_copies_of_each_other_count_as_one_prompt()
    {
        // Four prompts, five equal samples each: the ratio estimator's variance is 4/3 * (4 * 2.5^2) / 20^2 = 1/12, the binomial one .25/20, so the
        // design effect is 20/3 and 20 answers are worth 3.
        var rate = Rate.OfClusters([(5, 5), (5, 5), (0, 5), (0, 5)]);
        var worth = Demur.Metrics.Wilson.Interval(1.5, 3);

        Assert.Equal(0.5, rate.Value);
        Assert.Equal(worth.Low, rate.Low, 10);
        Assert.Equal(worth.High, rate.High, 10);
    }

    [Fact]
    public void Samples_never_make_an_interval_narrower_than_independent_answers_would()
    {
        var balanced = Rate.OfClusters([(1, 2), (1, 2), (1, 2), (1, 2)]);

        Assert.Equal(Rate.Of(4, 8).Low, balanced.Low, 10);
    }

    [Fact]
    public void Where_all_samples_agree_each_prompt_counts_once() =>
        Assert.Equal(Rate.Of(0, 3).High, Rate.OfClusters([(0, 10), (0, 10), (0, 10)]).High, 10);
}
