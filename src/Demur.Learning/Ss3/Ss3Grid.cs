namespace Demur.Learning.Ss3;

/// <summary>The settings that a grid search tries, every one with every other. The defaults span the ranges that the paper recommends.</summary>
public sealed record Ss3Grid
{
    /// <summary>The values of sigma.</summary>
    public IReadOnlyList<double> Smoothness { get; init; } = [0.2, 0.3, 0.45, 0.6, 0.8];

    /// <summary>The values of lambda.</summary>
    public IReadOnlyList<double> Significance { get; init; } = [0.1, 0.5, 1, 1.5, 2];

    /// <summary>The values of rho.</summary>
    public IReadOnlyList<double> Sanction { get; init; } = [0.5, 1, 1.5, 2];

    /// <summary>The values of alpha; 0 alone by default.</summary>
    public IReadOnlyList<double> Alpha { get; init; } = [0];

    /// <summary>The number of combinations.</summary>
    public int Count => Smoothness.Count * Significance.Count * Sanction.Count * Alpha.Count;

    /// <summary>Lists the combinations so that neighbours differ in the late stages of the formula, which are cheap to compute again.</summary>
    /// <param name="start">The settings that the grid does not vary.</param>
    /// <returns>The settings of each point.</returns>
    public IEnumerable<Ss3Options> Points(Ss3Options start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return from smoothness in Smoothness
               from significance in Significance
               from sanction in Sanction
               from alpha in Alpha
               select start with { Smoothness = smoothness, Significance = significance, Sanction = sanction, Alpha = alpha };
    }
}
