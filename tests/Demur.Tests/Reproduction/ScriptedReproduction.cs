using Demur.Reproduction;

namespace Demur.Tests.Reproduction;

/// <summary>A reproduction whose figures the test gives.</summary>
internal sealed class ScriptedReproduction(
    string number,
    IReadOnlyList<ReproductionClaim> claims,
    Func<ReproductionRun, CancellationToken, Task> measure) : PaperReproduction(number)
{
    public override IReadOnlyList<ReproductionClaim> Claims => claims;

    /// <summary>One claim, AUROC at least .8, with the figures of the seeds.</summary>
    public static ScriptedReproduction Of(string number, params double[] values) => new(
        number,
        [ReproductionClaim.AtLeast("1", 0.8, "AUROC is at least 0.8")],
        (run, _) =>
        {
            run.Measure("1", values);
            return Task.CompletedTask;
        });

    protected internal override Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken) => measure(run, cancellationToken);
}
