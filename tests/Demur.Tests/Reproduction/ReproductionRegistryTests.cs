using Demur.Audit.Reproductions;
using Demur.Learning.Reproductions;
using Demur.Neural.Reproductions;
using Demur.Papers;
using Demur.Reproduction;

namespace Demur.Tests.Reproduction;

public sealed class ReproductionRegistryTests
{
    private static ReproductionRegistry All => new([.. AuditReproductions.All(), .. LearningReproductions.All()], NeuralReproductions.Parts());

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
    public async Task A_part_joins_its_paper_and_what_one_lacks_does_not_keep_the_other_from_being_measured()
    {
        var missing = new ScriptedReproduction("50", [ReproductionClaim.AtLeast("1", 0, "Needs data.")], (_, _) => throw new DemurException(ErrorCode.Missing, "No data."));
        var joined = new ReproductionRegistry([missing], [new ScriptedPart("50", "2")]).Find(PaperCatalogue.Default.Find("50"));

        var report = await joined.RunAsync(new ReproductionContext { Data = new DataLocator(new Dictionary<string, string?>().GetValueOrDefault, "/none", "/none"), Seeds = 1 }, TestContext.Current.CancellationToken);

        Assert.Equal(["1", "2"], report.Checks.Select(check => check.Claim.Id));
        Assert.Equal(["No data.", null], report.Checks.Select(check => check.SkipReason));
    }

    [Fact]
    public void A_part_without_its_paper_is_refused() =>
        Assert.Contains("paper 34, which has no reproduction", Assert.Throws<DemurException>(() => new ReproductionRegistry([], [new ScriptedPart("34", "1")])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_paper_is_available_exactly_when_it_can_be_reproduced() =>
        Assert.Equal(
            PaperCatalogue.Default.All.Where(paper => paper.Status == PaperStatus.Available).Select(paper => paper.Number),
            All.Numbers);

    [Fact]
    public void The_claims_of_every_reproduction_have_identifiers_of_their_own() =>
        Assert.All(All.All, reproduction =>
            Assert.Equal(reproduction.Claims.Count, reproduction.Claims.Select(claim => claim.Id).Distinct(StringComparer.Ordinal).Count()));

    private sealed class ScriptedPart(string number, string id) : ReproductionPart(number)
    {
        public override IReadOnlyList<ReproductionClaim> Claims { get; } = [ReproductionClaim.AtLeast(id, 0, "Is measured.")];

        public override Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
        {
            run.Measure(id, 1);
            return Task.CompletedTask;
        }
    }
}
