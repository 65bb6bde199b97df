using Demur.Metrics;

namespace Demur.Tests.Metrics;

public sealed class ConfusionMatrixTests
{
    private static readonly ConfusionMatrix Worked = ConfusionMatrix.Of(
        ["refusal", "refusal", "refusal", "compliance", "compliance", "compliance"],
        ["refusal", "refusal", "compliance", "compliance", "compliance", "refusal"]);

    [Fact]
    public void Figures_are_those_worked_by_hand()
    {
        Assert.Equal(4.0 / 6, Worked.Accuracy, 1e-15);
        Assert.Equal(((4.0 / 6) - 0.5) / 0.5, Worked.Kappa, 1e-15);
        Assert.Equal(2.0 / 3, Worked.Class("refusal").F1, 1e-15);
        Assert.Equal(2.0 / 3, Worked.MacroRecall, 1e-15);
        Assert.Equal(1, Worked.Count("refusal", "compliance"));
    }

    [Fact]
    public void It_draws_itself()
    {
        Assert.Equal(
            """
            true \ predicted  compliance  refusal
            compliance                 2        1
            refusal                    1        2
            """,
            Worked.ToString());
    }

    [Fact]
    public void Given_labels_set_the_order_and_may_stay_empty()
    {
        var matrix = ConfusionMatrix.Of(["a", "b"], ["a", "a"], ["b", "a", "never"]);

        Assert.Equal(["b", "a", "never"], matrix.Classes.Select(metrics => metrics.Label));
        Assert.Equal(0, matrix.Class("never").F1);
        Assert.Equal(((2.0 / 3) + 0) / 2, matrix.MacroF1, 1e-15);
    }

    [Fact]
    public void One_label_on_both_sides_is_full_agreement()
    {
        var matrix = ConfusionMatrix.Of(["a", "a"], ["a", "a"]);

        Assert.Equal((1, 1, 1), (matrix.Accuracy, matrix.Kappa, matrix.MacroF1));
    }

    [Fact]
    public void An_unknown_label_is_named()
    {
        var error = Assert.Throws<DemurException>(() => ConfusionMatrix.Of(["refusal"], ["refusl"], ["refusal", "compliance"]));

        Assert.Equal("There is no label 'refusl'; did you mean 'refusal'?", error.Message);
    }

    [Fact]
    public void Nothing_is_no_matrix() => Assert.Throws<DemurException>(() => ConfusionMatrix.Of([], []));

    [Fact]
    public void Binary_counts_are_those_of_the_matrix()
    {
        var counts = BinaryCounts.Of([true, true, true, false, false, false], [true, true, false, false, false, true]);

        Assert.Equal(new BinaryCounts(2, 1, 2, 1), counts);
        Assert.Equal(Worked.Accuracy, counts.Accuracy);
        Assert.Equal(Worked.Kappa, counts.Kappa, 1e-15);
        Assert.Equal((2.0 / 3, 2.0 / 3), (counts.Specificity, counts.BalancedAccuracy));
    }

    [Fact]
    public void Shares_of_nothing_are_0()
    {
        var counts = BinaryCounts.Of([false, false], [false, false]);

        Assert.Equal((0, 0, 0, 1), (counts.Precision, counts.Recall, counts.F1, counts.Kappa));
        Assert.Equal(0, default(BinaryCounts).Kappa);
    }
}
