namespace Demur.Neural.Hooks;

/// <summary>The places of a decoder where values can be read and rewritten.</summary>
public enum HookKind
{
    /// <summary>The embeddings, scaled where the model scales them.</summary>
    Embed,

    /// <summary>The residual stream as it enters a block.</summary>
    ResidPre,

    /// <summary>The normed stream that attention reads.</summary>
    AttentionIn,

    /// <summary>Queries by head, after biases and norms, before rotation.</summary>
    Query,

    /// <summary>Keys by key head, after biases and norms, before rotation.</summary>
    Key,

    /// <summary>Values by key head.</summary>
    Value,

    /// <summary>Attention probabilities.</summary>
    Pattern,

    /// <summary>What each query head has gathered, before the output matrix.</summary>
    Z,

    /// <summary>What each query head adds to the stream: its <see cref="Z"/> times its slice of the output matrix, without bias and before a post-norm.</summary>
    HeadOut,

    /// <summary>What attention adds to the stream, after a post-norm where the family has one.</summary>
    AttentionOut,

    /// <summary>The stream between attention and feed-forward layer.</summary>
    ResidMid,

    /// <summary>The normed stream that the feed-forward layer reads.</summary>
    MlpIn,

    /// <summary>The gated activations inside a dense feed-forward layer.</summary>
    MlpAct,

    /// <summary>The router's scores before the choice of experts; rewriting them changes the choice only, not the weights of the chosen.</summary>
    RouterScores,

    /// <summary>The weights of the experts after the choice: zero for those not chosen.</summary>
    Router,

    /// <summary>What the feed-forward layer adds to the stream, after a post-norm where the family has one.</summary>
    MlpOut,

    /// <summary>The stream as it leaves a block.</summary>
    ResidPost,

    /// <summary>The normed stream that the head reads.</summary>
    FinalNorm,

    /// <summary>The logits, after a soft cap where the family has one.</summary>
    Logits,
}
