namespace Demur.Reproduction;

/// <summary>A reproduction with the parts that other assemblies measure. What one of them lacks does not keep the others from being measured.</summary>
internal sealed class JoinedReproduction(PaperReproduction main, IReadOnlyList<ReproductionPart> parts) : PaperReproduction(main.Paper.Number)
{
    public override IReadOnlyList<ReproductionClaim> Claims { get; } = [.. main.Claims, .. parts.SelectMany(part => part.Claims)];

    protected internal override async Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        await TryAsync(run, main.Claims, () => main.MeasureAsync(run, cancellationToken)).ConfigureAwait(false);
        foreach (var part in parts)
        {
            await TryAsync(run, part.Claims, () => part.MeasureAsync(run, cancellationToken)).ConfigureAwait(false);
        }
    }

    private static async Task TryAsync(ReproductionRun run, IReadOnlyList<ReproductionClaim> claims, Func<Task> measure)
    {
        try
        {
            await measure().ConfigureAwait(false);
        }
        catch (DemurException error) when (error.Code == ErrorCode.Missing)
        {
            run.SkipUnmeasured(claims, error.Message);
        }
    }
}
