using Demur.Exchanges;

namespace Demur.Tests.Exchanges;

public sealed class StanceProjectionTests
{
    [Theory]
    [InlineData(Stance.Complied, BinaryStance.Compliance)]
    [InlineData(Stance.Disclaimed, BinaryStance.Compliance)]
    [InlineData(Stance.PartiallyComplied, BinaryStance.Refusal)]
    [InlineData(Stance.Refused, BinaryStance.Refusal)]
    [InlineData(Stance.DidNotKnow, BinaryStance.Refusal)]
    public void The_default_counts_caveats_as_answers_and_partial_help_as_refusal(Stance stance, BinaryStance expected) =>
        Assert.Equal(expected, StanceProjection.Default.Project(stance));

    [Fact]
    public void The_papers_mapping_counts_everything_but_full_compliance_and_drops_two_stances()
    {
        var refusals = Enum.GetValues<Stance>().Where(stance => StanceProjection.Paper.Project(stance) == BinaryStance.Refusal);
        var dropped = Enum.GetValues<Stance>().Where(stance => StanceProjection.Paper.Project(stance) is null);

        Assert.Equal(
            [Stance.PartiallyComplied, Stance.Disclaimed, Stance.Redirected, Stance.Contradicted, Stance.Counselled, Stance.Refused],
            refusals);
        Assert.Equal([Stance.DidNotKnow, Stance.Incoherent], dropped);
    }

    [Fact]
    public void A_stance_that_is_both_counted_and_dropped_is_named()
    {
        var error = Assert.Throws<DemurException>(() => new StanceProjection("mine", [Stance.Refused], [Stance.Refused]));

        Assert.Equal("Projection 'mine' both counts and drops 'Refused'; name it once.", error.Message);
        Assert.Equal(2, error.ExitCode);
    }
}
