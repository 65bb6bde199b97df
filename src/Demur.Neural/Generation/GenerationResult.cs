namespace Demur.Neural.Generation;

/// <summary>A finished answer.</summary>
/// <param name="Text">Its text, without the stop token or stop text.</param>
/// <param name="Tokens">Its tokens in order, a final stop token included.</param>
/// <param name="PromptLength">How many tokens the prompt had.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record GenerationResult(string Text, IReadOnlyList<GeneratedToken> Tokens, int PromptLength, StopReason Reason)
{
    /// <summary>The numbers of the tokens.</summary>
    public IReadOnlyList<int> Ids => [.. Tokens.Select(token => token.Id)];
}
