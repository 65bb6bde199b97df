namespace Demur.Reproduction;

/// <summary>Claims of a paper that another assembly measures than the one that holds its method, such as those that need a neural net. The host's <see cref="ReproductionRegistry"/> joins them.</summary>
/// <param name="number">The paper's number in the catalogue.</param>
public abstract class ReproductionPart(string number)
{
    /// <summary>The paper's number in the catalogue.</summary>
    public string Number { get; } = number;

    /// <summary>What the part sets out to show; identifiers differ from those of the paper's other claims.</summary>
    public abstract IReadOnlyList<ReproductionClaim> Claims { get; }

    /// <summary>Measures every claim.</summary>
    /// <param name="run">Hands out seeds and data, and takes the figures.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    /// <returns>A task that ends with the last figure.</returns>
    /// <exception cref="DemurException">Something that the part needs is not on this machine (<see cref="ErrorCode.Missing"/>): the claims not measured by then are reported so.</exception>
    public abstract Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken);
}
