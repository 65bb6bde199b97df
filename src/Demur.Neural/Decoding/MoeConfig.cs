namespace Demur.Neural.Decoding;

/// <summary>A mixture of experts in place of the feed-forward layer: how many, how they are chosen, which layers have them.</summary>
public sealed record MoeConfig
{
    /// <summary>Routed experts in each such layer.</summary>
    public required int Experts { get; init; }

    /// <summary>How many of them compute each token.</summary>
    public required int TopK { get; init; }

    /// <summary>The inner width of a routed expert.</summary>
    public required int ExpertWidth { get; init; }

    /// <summary>The inner width of the shared expert, which computes every token; 0 for none. Several shared experts are one of their summed width.</summary>
    public int SharedWidth { get; init; }

    /// <summary>Whether the shared expert's output is multiplied by a learned sigmoid gate (Qwen 2).</summary>
    public bool SharedGate { get; init; }

    /// <summary>Whether scores are independent sigmoids instead of a softmax.</summary>
    public bool Sigmoid { get; init; }

    /// <summary>Whether a learned bias is added to the scores for the choice alone (<c>e_score_correction_bias</c>).</summary>
    public bool SelectionBias { get; init; }

    /// <summary>Whether the chosen experts' weights are divided by their sum.</summary>
    public bool Normalise { get; init; }

    /// <summary>What the weights are multiplied by at the end; 1 by default.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Which layers have experts, one value a layer; the others keep a dense feed-forward layer.</summary>
    public required IReadOnlyList<bool> Layers { get; init; }
}
