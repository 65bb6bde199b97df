namespace Demur.Learning.Imbalance;

/// <summary>When a row's neighbours agree with its class.</summary>
public enum NeighbourAgreement
{
    /// <summary>The most frequent class among them is the row's; of equally frequent classes the first.</summary>
    Mode,

    /// <summary>All are of the row's class.</summary>
    All,
}
