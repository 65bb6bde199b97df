using Demur.Learning.Linear;

namespace Demur.Tests.Learning.Linear;

public sealed class LogisticTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(-800, 0)]
    [InlineData(800, 1)]
    [InlineData(1, 0.7310585786300049)]
    public void The_curve_never_overflows(double logOdds, double expected) => Assert.Equal(expected, Logistic.Sigmoid(logOdds), 1e-15);

    [Theory]
    [InlineData(-800, 0)]
    [InlineData(800, 800)]
    [InlineData(0, 0.6931471805599453)]
    [InlineData(-40, 4.248354255291589e-18)]
    public void The_loss_keeps_its_digits_at_both_ends(double value, double expected) => Assert.Equal(expected, Logistic.Softplus(value), 1e-15 * Math.Max(1e-10, expected));

    [Fact]
    public void Log_odds_invert_the_curve() => Assert.Equal(-3.5, Logistic.Logit(Logistic.Sigmoid(-3.5)), 1e-12);
}
