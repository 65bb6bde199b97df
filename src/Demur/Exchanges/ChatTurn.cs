namespace Demur.Exchanges;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Text">What is said; never null.</param>
public sealed record ChatTurn(ChatRole Role, string Text);
