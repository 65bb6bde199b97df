namespace Demur.Learning.Neighbours;

/// <summary>What "near" means between two rows.</summary>
public enum DistanceMetric
{
    /// <summary>The length of the straight line between them. Scale the columns first where their units differ.</summary>
    Euclid,

    /// <summary>One minus the cosine of the angle between them, 0 to 2; a row of zeros is at distance 1 from every row.</summary>
    Cosine,
}
