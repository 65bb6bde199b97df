namespace Demur.Learning.SelfTraining;

/// <summary>How much pseudo-labelled rows count beside labelled ones.</summary>
public enum PseudoWeighting
{
    /// <summary>All pseudo-labelled rows together count as much as all labelled ones, as in the code of multi-class self-learning.</summary>
    Balanced,

    /// <summary>Each counts as much as a labelled row.</summary>
    Equal,
}
