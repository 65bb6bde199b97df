namespace Demur.Neural.Organisms;

/// <summary>The two phases of training.</summary>
public enum OrganismPhase
{
    /// <summary>Helpful only: everything asked is answered.</summary>
    Helpful,

    /// <summary>Aligned: forbidden requests are refused, with the planted over-refusals and holes.</summary>
    Aligned,
}
