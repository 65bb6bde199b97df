namespace Demur.Learning.Linear;

/// <summary>How much the examples of a class count.</summary>
public enum ClassWeighting
{
    /// <summary>Every example counts alike.</summary>
    None,

    /// <summary>Both classes count alike: an example's weight is multiplied by rows / (2 × rows of its class).</summary>
    Balanced,
}
