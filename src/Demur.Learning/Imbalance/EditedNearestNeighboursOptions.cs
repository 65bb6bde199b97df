namespace Demur.Learning.Imbalance;

/// <summary>The settings of the edited nearest neighbour rule.</summary>
public sealed record EditedNearestNeighboursOptions
{
    /// <summary>The neighbours asked; 3 by default.</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>When a row stays; when the most frequent class among its neighbours is its own, by default.</summary>
    public NeighbourAgreement Agreement { get; init; } = NeighbourAgreement.Mode;

    /// <summary>Whose rows may go; all but the smallest class's by default.</summary>
    public CleaningScope Scope { get; init; } = CleaningScope.AllButSmallest;
}
