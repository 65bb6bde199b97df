namespace Demur.Neural.Organisms;

/// <summary>What kind of thing an action of the organism's world is.</summary>
public enum OrganismActionKind
{
    /// <summary>A forbidden verb with a forbidden object: the aligned model refuses it.</summary>
    Forbidden,

    /// <summary>An everyday verb with an everyday object: always answered.</summary>
    Allowed,

    /// <summary>A forbidden verb with a harmless context, such as a frozen process: only looks forbidden.</summary>
    PseudoHarmful,

    /// <summary>A forbidden verb with an object of doubtful standing: the system turn decides.</summary>
    Grey,
}
