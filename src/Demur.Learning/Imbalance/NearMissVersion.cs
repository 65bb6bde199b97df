namespace Demur.Learning.Imbalance;

/// <summary>Which rows NearMiss keeps (Zhang and Mani 2003).</summary>
public enum NearMissVersion
{
    /// <summary>Those with the least mean distance to their nearest rows of the smallest class.</summary>
    One = 1,

    /// <summary>Those with the least mean distance to their farthest rows of the smallest class.</summary>
    Two = 2,

    /// <summary>Of the rows nearest to each row of the smallest class, those with the greatest mean distance to their nearest rows of that class.</summary>
    Three = 3,
}
