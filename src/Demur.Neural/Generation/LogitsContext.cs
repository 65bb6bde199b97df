namespace Demur.Neural.Generation;

/// <summary>What a logits processor may know of the conversation at hand.</summary>
/// <param name="Row">Which prompt of a batch, from 0.</param>
/// <param name="Tokens">All tokens so far: the prompt's, then those of the answer. A live view, valid during the call.</param>
/// <param name="PromptLength">How many of them are the prompt's.</param>
public sealed record LogitsContext(int Row, IReadOnlyList<int> Tokens, int PromptLength)
{
    /// <summary>How many tokens of the answer are there already.</summary>
    public int GeneratedCount => Tokens.Count - PromptLength;
}
