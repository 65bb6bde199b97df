using Demur.Neural.Decoding;
using Demur.Neural.Hooks;
using static TorchSharp.torch;

namespace Demur.Neural;

/// <summary>What a forward is given besides the tokens.</summary>
public sealed record ForwardOptions
{
    /// <summary>All logits, no cache, no padding.</summary>
    public static ForwardOptions Default { get; } = new();

    /// <summary>What was read before; it is extended by this forward's tokens. Null to start anew and keep nothing.</summary>
    public KvCache? Cache { get; init; }

    /// <summary>One for tokens and zero for padding, [batch, position], of this forward's tokens alone; null for no padding. Padding may lie on either side.</summary>
    public Tensor? Mask { get; init; }

    /// <summary>Where logits are computed; everywhere by default.</summary>
    public LogitsAt Logits { get; init; } = LogitsAt.All;

    /// <summary>The last block that is computed, from 0; the forward returns the stream behind it, [batch, position, width], and leaves the cache as it was. Null for all blocks.</summary>
    public int? StopAfterLayer { get; init; }

    /// <summary>Interventions for this forward alone, after those of open scopes; null for none.</summary>
    public HookPlan? Plan { get; init; }

    /// <summary>Whether given text or a generated token is read; null for a generated token where one position is added to a cache, else given text.</summary>
    public ForwardPhase? Phase { get; init; }

    /// <summary>Collects the load-balancing loss of models with experts; null for none.</summary>
    public RouterBalance? Balance { get; init; }
}
