namespace Demur.Learning.Imbalance;

/// <summary>The settings of ADASYN.</summary>
public sealed record AdasynOptions
{
    /// <summary>The share of the gap to the largest class that is filled, the paper's β; 1 by default, above 0 and at most 1.</summary>
    public double Beta { get; init; } = 1;

    /// <summary>The nearest rows, both to tell how hard a row is and to draw partners from; 5 by default.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>Whether a class too small for <see cref="Neighbours"/> uses as many as it has as partners; false by default: it is refused.</summary>
    public bool AllowFewerNeighbours { get; init; }
}
