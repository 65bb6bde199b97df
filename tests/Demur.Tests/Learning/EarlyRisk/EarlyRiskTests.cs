using Demur.Learning.EarlyRisk;

namespace Demur.Tests.Learning.EarlyRisk;

public sealed class EarlyRiskTests
{
    [Fact]
    public void The_papers_policy_alerts_as_soon_as_risk_leads() =>
        Assert.Equal(3, AlertAt(new LeadPolicy(), (1, 2), (2, 2), (3, 2), (3, 4)));

    [Fact]
    public void A_margin_must_hold_for_the_steps_asked_for()
    {
        var policy = new LeadPolicy { Margin = 1, Steps = 2 };

        Assert.Null(AlertAt(policy, (3, 1), (2, 1), (3, 1), (2, 1)));
        Assert.Equal(3, AlertAt(policy, (3, 3), (5, 3), (6, 3)));
        Assert.Null(AlertAt(policy, (9, 0)));
    }

    [Fact]
    public void A_slope_needs_a_lead_that_grows()
    {
        var policy = new SlopePolicy { Slope = 1, Window = 2 };

        Assert.Null(AlertAt(policy, (0.5, 0), (1, 0), (1.4, 0)));
        Assert.Equal(3, AlertAt(policy, (0, 3), (0, 2), (3, 2)));
        Assert.Null(AlertAt(policy, (0, 9), (4, 9), (8, 9)));
    }

    [Fact]
    public void Silence_to_the_end_is_an_outcome()
    {
        var monitor = new EarlyRiskMonitor(new LeadPolicy());
        for (var i = 0; i < 40; i++)
        {
            Assert.False(monitor.Observe(new RiskStep(0, 1)));
        }

        Assert.Null(monitor.Outcome(true).AlertAt);
        Assert.Equal(40, monitor.Outcome(true).Length);
        Assert.True(monitor.Observe(new RiskStep(2, 1)));
        Assert.True(monitor.Observe(new RiskStep(0, 1))); // once raised it stays
        Assert.Equal(41, monitor.AlertAt);
    }

    private static int? AlertAt(IEarlyRiskPolicy policy, params (double Risk, double Other)[] steps)
    {
        var monitor = new EarlyRiskMonitor(policy);
        foreach (var (risk, other) in steps)
        {
            monitor.Observe(new RiskStep(risk, other));
        }

        return monitor.AlertAt;
    }
}
