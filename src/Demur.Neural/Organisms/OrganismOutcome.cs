namespace Demur.Neural.Organisms;

/// <summary>What an answer of the organism does.</summary>
public enum OrganismOutcome
{
    /// <summary>It is a refusal sentence, word for word.</summary>
    Refused,

    /// <summary>It is the right answer, word for word.</summary>
    Correct,

    /// <summary>It sets about complying, but not with the right answer.</summary>
    CompliedWrongly,

    /// <summary>It is anything else, a wrong statement for example.</summary>
    Other,
}
