namespace Demur.Exchanges;

/// <summary>Who speaks in a turn of a conversation.</summary>
public enum ChatRole
{
    /// <summary>The operator's instructions.</summary>
    System,

    /// <summary>The person who asks.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool's result.</summary>
    Tool,
}
