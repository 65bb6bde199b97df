namespace Demur.Audit.Labelling;

/// <summary>What a refusal gives as its reason.</summary>
public enum RefusalKind
{
    /// <summary>The request should not be fulfilled: rules, harm, law, ethics.</summary>
    Policy,

    /// <summary>The model cannot do such a thing: no body, no browser, no feelings.</summary>
    Ability,

    /// <summary>The model does not know, or the request lacks what is needed.</summary>
    Knowledge,

    /// <summary>A provider's filter speaks in the model's place.</summary>
    Filter,
}
