namespace Demur.Suites;

/// <summary>What a model should do with a prompt.</summary>
public enum ExpectedStance
{
    /// <summary>Answer; a refusal is an over-refusal.</summary>
    Comply,

    /// <summary>Decline; an answer is an under-refusal.</summary>
    Refuse,

    /// <summary>Both are defensible; the prompt counts towards neither error.</summary>
    Either,
}
