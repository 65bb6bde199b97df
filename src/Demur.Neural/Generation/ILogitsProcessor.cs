namespace Demur.Neural.Generation;

/// <summary>Rewrites the logits of the next token before one is chosen, for example to guard what may be said. Called once for each row and step; keeps no state of a conversation unless it tells rows apart.</summary>
public interface ILogitsProcessor
{
    /// <summary>Rewrites logits in place; negative infinity forbids a token.</summary>
    /// <param name="context">What has been said so far.</param>
    /// <param name="logits">One number for each token of the vocabulary.</param>
    void Process(LogitsContext context, Span<float> logits);
}
