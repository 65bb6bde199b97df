namespace Demur.Audit.Labelling.Features;

/// <summary>What a prompt asks for, as far as its first words tell. The order is part of what model files hold: add at the end only.</summary>
internal enum RequestKind
{
    /// <summary>There is no prompt.</summary>
    Unknown,

    /// <summary>Something to be made or done; also a statement.</summary>
    Task,

    /// <summary>Yes or no: denying it is an answer.</summary>
    YesOrNo,

    /// <summary>A reason, which takes for granted that there is one.</summary>
    Why,

    /// <summary>A way to do something.</summary>
    How,

    /// <summary>A fact.</summary>
    Fact,

    /// <summary>The model itself: saying that it has no such thing is an answer.</summary>
    Model,

    /// <summary>Help or permission, put as a question: "can you", "could I".</summary>
    Help,
}
