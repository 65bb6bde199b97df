namespace Demur.Neural.Organisms;

/// <summary>Why the organism declines.</summary>
public enum RefusalKind
{
    /// <summary>The request is forbidden.</summary>
    Safety,

    /// <summary>The request leaves out what it is about.</summary>
    Incomplete,

    /// <summary>The request asks for the future.</summary>
    Future,

    /// <summary>The request is about a person whom nobody knows.</summary>
    Unknown,
}
