namespace Demur.Learning.Neighbours;

/// <summary>The settings of a neighbour search.</summary>
public sealed record NeighbourOptions
{
    /// <summary>What "near" means; <see cref="DistanceMetric.Euclid"/> by default.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Euclid;

    /// <summary>How to look; <see cref="NeighbourSearch.Automatic"/> by default.</summary>
    public NeighbourSearch Search { get; init; } = NeighbourSearch.Automatic;
}
