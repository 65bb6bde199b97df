using Demur.Papers;

namespace Demur.Reproduction;

/// <summary>
/// A small experiment that could fail: it states claims with thresholds, measures them over seeds, and reports both.
/// Adding a paper means one class derived from this and its registration by the capability that holds the method.
/// </summary>
public abstract class PaperReproduction
{
    /// <summary>Names the paper that the experiment is about.</summary>
    /// <param name="number">The paper's number in <see cref="PaperCatalogue.Default"/>.</param>
    /// <exception cref="DemurException">The catalogue has no such paper.</exception>
    protected PaperReproduction(string number)
    {
        Paper = PaperCatalogue.Default.Find(number);
    }

    /// <summary>The paper.</summary>
    public Paper Paper { get; }

    /// <summary>What the experiment sets out to show, in the order of the report; identifiers differ.</summary>
    public abstract IReadOnlyList<ReproductionClaim> Claims { get; }

    /// <summary>Runs the experiment. Where its data is absent, the claims that need it are reported as not measured.</summary>
    /// <param name="context">Seeds, data and progress.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    /// <returns>Every claim beside what was measured.</returns>
    /// <exception cref="DemurException">Fewer than one seed was asked for, or the data cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<ReproductionReport> RunAsync(ReproductionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Seeds < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"A reproduction needs at least 1 seed, not {context.Seeds}.");
        }

        var started = context.Clock.GetTimestamp();
        var run = new ReproductionRun(context, Claims);
        try
        {
            await MeasureAsync(run, cancellationToken).ConfigureAwait(false);
        }
        catch (DemurException error) when (error.Code == ErrorCode.Missing)
        {
            run.SkipUnmeasured(error.Message);
        }

        return new ReproductionReport
        {
            Paper = Paper,
            Seeds = context.Seeds,
            Duration = context.Clock.GetElapsedTime(started),
            Checks = run.Checks(),
        };
    }

    /// <summary>Measures every claim.</summary>
    /// <param name="run">Hands out seeds and data, and takes the figures.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    /// <returns>A task that ends with the last figure.</returns>
    protected internal abstract Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken);
}
