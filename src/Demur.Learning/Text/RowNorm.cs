namespace Demur.Learning.Text;

/// <summary>How a row is scaled after weighting.</summary>
public enum RowNorm
{
    /// <summary>To unit Euclidean length.</summary>
    L2,

    /// <summary>To a sum of absolute values of 1.</summary>
    L1,

    /// <summary>Not at all.</summary>
    None,
}
