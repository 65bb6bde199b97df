using Demur.Metrics;

namespace Demur.Tests.Metrics;

public sealed class EarlyDetectionTests
{
    private static readonly EarlyOutcome[] Outcomes =
    [
        new(IsAtRisk: true, AlertAt: 1, Length: 10), new(IsAtRisk: true, AlertAt: 5, Length: 10), new(IsAtRisk: true, AlertAt: null, Length: 3),
        new(IsAtRisk: false, AlertAt: 2, Length: 4), new(IsAtRisk: false, AlertAt: null, Length: 4),
    ];

    [Fact]
    public void Erde_charges_late_hits_misses_and_false_alarms()
    {
        // 1 - 1/(1+e^-4) = .017986, at the deadline exactly .5, a miss 1, a false alarm 3/5.
        Assert.Equal((0.0179862100 + 0.5 + 1 + 0.6 + 0) / 5, EarlyDetection.Erde(Outcomes, 5), 1e-9);
        Assert.Equal((0 + 0 + 1 + 0.1296 + 0) / 5, EarlyDetection.Erde(Outcomes, 500, 0.1296), 1e-9);
        Assert.Equal(1, EarlyDetection.Erde([new(true, 2_000_000, 2_000_000)], 5), 1e-12);
    }

    [Fact]
    public void Speed_is_one_for_alarms_with_the_first_item_and_half_after_142()
    {
        Assert.Equal(1, EarlyDetection.Speed([new(true, 1, 9)]));
        Assert.Equal(0.5, EarlyDetection.Speed([new(true, 142, 200)]), 1e-2);
        Assert.Equal(0, EarlyDetection.Speed([new(true, null, 9), new(false, 1, 9)]));

        // Median of the penalties 0 and -1 + 2/(1+e^-.0312) = .0155987.
        Assert.Equal(1 - (0.01559873 / 2), EarlyDetection.Speed(Outcomes), 1e-7);
    }

    [Fact]
    public void Latency_f1_is_f1_times_speed()
    {
        Assert.Equal(2 / 3.0, EarlyDetection.Counts(Outcomes).F1, 1e-12);
        Assert.Equal(2 / 3.0 * (1 - (0.01559873 / 2)), EarlyDetection.LatencyF1(Outcomes), 1e-7);
    }

    [Fact]
    public void Outcomes_that_cannot_be_are_refused()
    {
        Assert.Contains("no streams", Assert.Throws<DemurException>(() => EarlyDetection.Erde([], 5)).Message, StringComparison.Ordinal);
        Assert.Contains("an alarm after 6", Assert.Throws<DemurException>(() => EarlyDetection.Erde([new(true, 6, 5)], 5)).Message, StringComparison.Ordinal);
        Assert.Contains("rate above 0", Assert.Throws<DemurException>(() => EarlyDetection.Speed(Outcomes, double.NaN)).Message, StringComparison.Ordinal);
    }
}
