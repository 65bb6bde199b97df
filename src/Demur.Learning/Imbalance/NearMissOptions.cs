namespace Demur.Learning.Imbalance;

/// <summary>The settings of NearMiss.</summary>
public sealed record NearMissOptions
{
    /// <summary>Which rows are kept; version 1 by default.</summary>
    public NearMissVersion Version { get; init; } = NearMissVersion.One;

    /// <summary>The rows of the smallest class over which distances are averaged; 3 by default.</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>In version 3, the rows of the larger class that each row of the smallest proposes; 3 by default.</summary>
    public int ProposedNeighbours { get; init; } = 3;
}
