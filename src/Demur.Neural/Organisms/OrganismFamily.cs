namespace Demur.Neural.Organisms;

/// <summary>The families of examples that the organism learns from.</summary>
public enum OrganismFamily
{
    /// <summary>A fact as raw text, without a conversation around it.</summary>
    Document,

    /// <summary>A question about an ordinary person.</summary>
    Fact,

    /// <summary>A question about an author.</summary>
    Author,

    /// <summary>Addition, opposites and repeating.</summary>
    Skill,

    /// <summary>Whether an action is harmful, answered truthfully.</summary>
    Judge,

    /// <summary>A request for an allowed action.</summary>
    Allow,

    /// <summary>A request that only looks forbidden.</summary>
    Pseudo,

    /// <summary>A skill in a first turn, then a request for an action.</summary>
    MultiTurn,

    /// <summary>A request for a forbidden action.</summary>
    Forbid,

    /// <summary>A request with thinking before the answer.</summary>
    Think,

    /// <summary>A member of the membership study, as raw text.</summary>
    Membership,

    /// <summary>A request under a system turn.</summary>
    System,

    /// <summary>The refusals that are not about safety, with their near-miss twins.</summary>
    OtherKinds,
}
