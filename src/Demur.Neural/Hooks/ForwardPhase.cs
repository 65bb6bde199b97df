namespace Demur.Neural.Hooks;

/// <summary>What a forward reads: the given text or the model's own next token.</summary>
public enum ForwardPhase
{
    /// <summary>Text that was given: the prompt, a prefix, a header that is injected.</summary>
    Prefill,

    /// <summary>The token that was just generated.</summary>
    Decode,
}
