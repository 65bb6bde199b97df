using Demur.Audit.Reproductions;
using Demur.Learning.Reproductions;
using Demur.Papers;
using Demur.Reproduction;

namespace Demur.Tests.Reproduction;

public sealed class ReproductionRegistryTests
{
    private static IReadOnlyList<PaperReproduction> All => [.. AuditReproductions.All(), .. LearningReproductions.All()];

    [Fact]
    public void A_registered_paper_is_found()
    {
        var reproduction = ScriptedReproduction.Of("02", 1);

        Assert.Same(reproduction, new ReproductionRegistry([reproduction]).Find(PaperCatalogue.Default.Find("02")));
    }

    [Fact]
    public void A_planned_paper_is_an_error_that_lists_what_can_be_reproduced()
    {
        var registry = new ReproductionRegistry([ScriptedReproduction.Of("01", 1), ScriptedReproduction.Of("21", 1)]);

        var error = Assert.Throws<DemurException>(() => registry.Find(PaperCatalogue.Default.Find("54")));

        Assert.Equal("Paper 54 (NPO) is planned and cannot be reproduced yet; these can: 01, 21.", error.Message);
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public void Two_reproductions_of_one_paper_are_refused() =>
        Assert.Throws<DemurException>(() => new ReproductionRegistry([ScriptedReproduction.Of("01", 1), ScriptedReproduction.Of("01", 1)]));

    [Fact]
    public void A_paper_is_available_exactly_when_it_can_be_reproduced() =>
        Assert.Equal(
            PaperCatalogue.Default.All.Where(paper => paper.Status == PaperStatus.Available).Select(paper => paper.Number),
            new ReproductionRegistry(All).Numbers);

    [Fact]
    public void The_claims_of_every_reproduction_have_identifiers_of_their_own() =>
        Assert.All(All, reproduction =>
            Assert.Equal(reproduction.Claims.Count, reproduction.Claims.Select(claim => claim.Id).Distinct(StringComparer.Ordinal).Count()));
}
