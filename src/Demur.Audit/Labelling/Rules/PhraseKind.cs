namespace Demur.Audit.Labelling.Rules;

/// <summary>What a phrase of a response does. The order is part of the model file's layout: add at the end only.</summary>
internal enum PhraseKind
{
    /// <summary>Declines because the request should not be fulfilled, or without giving a reason.</summary>
    Policy,

    /// <summary>Declines because the model cannot do such a thing.</summary>
    Ability,

    /// <summary>Says that it does not know.</summary>
    Knowledge,

    /// <summary>Speaks of harm, law and values.</summary>
    Moral,

    /// <summary>Offers something else.</summary>
    Redirect,

    /// <summary>Begins to do what was asked.</summary>
    Affirm,

    /// <summary>Limits what follows without declining it.</summary>
    Disclaim,

    /// <summary>Asks back.</summary>
    Counter,

    /// <summary>Is a provider's message and not the model's.</summary>
    Filter,

    /// <summary>Disputes what the request takes for granted.</summary>
    Contradict,

    /// <summary>Cares for a person in danger.</summary>
    Care,

    /// <summary>Goes on to answer after a reservation.</summary>
    Bridge,

    /// <summary>Says in the first person that it will not or cannot, whatever the verb: weaker than <see cref="Policy"/>, since stories and idioms say so too.</summary>
    Unwilling,

    /// <summary>An idiom that looks like <see cref="Unwilling"/> and declines nothing.</summary>
    Idiom,

    /// <summary>Appeals to the person to let it be: "please don't", "I urge you to".</summary>
    Urge,

    /// <summary>Gives itself leave to answer: "for educational purposes", "a simplified example".</summary>
    License,
}
