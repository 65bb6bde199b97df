using Demur.Exchanges;

namespace Demur.Audit.Suites;

/// <summary>A turn before the prompt, in the form in which chat interfaces write it.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">What is said.</param>
internal sealed record SuiteTurn(string Role, string Content)
{
    public static SuiteTurn Of(ChatTurn turn) => new(
        turn.Role switch
        {
            ChatRole.System => "system",
            ChatRole.Assistant => "assistant",
            ChatRole.Tool => "tool",
            _ => "user",
        },
        turn.Text);
}
