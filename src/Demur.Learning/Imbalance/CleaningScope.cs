namespace Demur.Learning.Imbalance;

/// <summary>Which rows cleaning may remove.</summary>
public enum CleaningScope
{
    /// <summary>Rows of every class but the smallest; the default.</summary>
    AllButSmallest,

    /// <summary>Rows of all classes.</summary>
    All,
}
