using System.Text.Json.Nodes;
using Demur.Neural.Decoding;

namespace Demur.Neural;

/// <summary>The shape of a decoder: everything that <see cref="CausalLm"/> needs besides the weights. Immutable; reads and writes Hugging Face's <c>config.json</c>.</summary>
public sealed record ModelConfig
{
    /// <summary>The architecture.</summary>
    public ModelFamily Family { get; init; }

    /// <summary>Tokens in the vocabulary, padding rows of the embedding included.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The width of the residual stream.</summary>
    public required int Width { get; init; }

    /// <summary>The number of blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>Query heads in each block.</summary>
    public required int Heads { get; init; }

    /// <summary>Key and value heads in each block; divides <see cref="Heads"/>.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>The width of one head; need not be <see cref="Width"/> over <see cref="Heads"/>.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>The inner width of the dense feed-forward layers.</summary>
    public required int MlpWidth { get; init; }

    /// <summary>The longest text that the model was made for, in tokens.</summary>
    public required int ContextLength { get; init; }

    /// <summary>The function on the feed-forward gate.</summary>
    public Activation Activation { get; init; }

    /// <summary>What is added to the mean square in norms; 1e-5 by default.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Rotary positions of global layers.</summary>
    public RopeConfig Rope { get; init; } = new();

    /// <summary>Rotary positions of layers with a sliding window; null where they share <see cref="Rope"/>.</summary>
    public RopeConfig? LocalRope { get; init; }

    /// <summary>How many leading dimensions of a head are rotated; 0 for all of them.</summary>
    public int RotaryWidth { get; init; }

    /// <summary>Whether the head multiplies by the embedding's own matrix.</summary>
    public bool TiedEmbeddings { get; init; }

    /// <summary>Whether queries, keys and values have biases.</summary>
    public bool QueryBias { get; init; }

    /// <summary>Whether the attention's output has a bias.</summary>
    public bool OutputBias { get; init; }

    /// <summary>Whether the feed-forward layers have biases.</summary>
    public bool MlpBias { get; init; }

    /// <summary>What attention scores are multiplied by; 0 for one over the root of <see cref="HeadWidth"/>.</summary>
    public double AttentionScale { get; init; }

    /// <summary>Attention scores s become <c>cap * tanh(s / cap)</c>; null for no cap.</summary>
    public double? AttentionSoftCap { get; init; }

    /// <summary>Logits become <c>cap * tanh(logit / cap)</c>; null for no cap.</summary>
    public double? LogitSoftCap { get; init; }

    /// <summary>How many positions, its own included, a token sees in local layers; null when no layer is local.</summary>
    public int? SlidingWindow { get; init; }

    /// <summary>Which layers are local, one value a layer; empty when none is.</summary>
    public IReadOnlyList<bool> LocalLayers { get; init; } = [];

    /// <summary>The mixture of experts; null for dense models.</summary>
    public MoeConfig? Moe { get; init; }

    /// <summary>The standard deviation of fresh weights; those that write into the residual stream get it divided by the root of twice the layers. 0.03 by default.</summary>
    public double InitialDeviation { get; init; } = 0.03;

    /// <summary>The token that starts a text; null when the configuration names none.</summary>
    public int? BosToken { get; init; }

    /// <summary>The tokens that end an answer.</summary>
    public IReadOnlyList<int> EosTokens { get; init; } = [];

    /// <summary>The token that fills batches; null when the configuration names none.</summary>
    public int? PadToken { get; init; }

    /// <summary>Whether norms multiply by one plus their weight.</summary>
    public bool NormPlusOne => Family is ModelFamily.Gemma or ModelFamily.Gemma2 or ModelFamily.Gemma3;

    /// <summary>Whether the outputs of attention and feed-forward layers are normed before they are added to the stream.</summary>
    public bool PostNorms => Family is ModelFamily.Gemma2 or ModelFamily.Gemma3;

    /// <summary>Whether each query and key head is normed before rotation.</summary>
    public bool QueryKeyNorm => Family is ModelFamily.Qwen3 or ModelFamily.Qwen3Moe or ModelFamily.Gemma3;

    /// <summary>What embeddings are multiplied by.</summary>
    public double EmbeddingScale => NormPlusOne ? Math.Sqrt(Width) : 1;

    /// <summary>Reads a Hugging Face configuration.</summary>
    /// <param name="json">The parsed <c>config.json</c>.</param>
    /// <param name="source">What errors call it; by default <c>config.json</c>.</param>
    /// <returns>The configuration, checked for consistency.</returns>
    /// <exception cref="DemurException">The architecture is unknown, a field is missing, of the wrong kind, out of range, or asks for something that is not computed here.</exception>
    public static ModelConfig Parse(JsonObject json, string source = "config.json")
    {
        ArgumentNullException.ThrowIfNull(json);
        return new ModelConfigReader(json, source).Read();
    }

    /// <summary>Writes the configuration as Hugging Face has it; <see cref="Parse"/> reads the same back.</summary>
    /// <returns>A new object, <c>architectures</c> and <c>model_type</c> included.</returns>
    public JsonObject ToJson() => ModelConfigWriter.Write(this);

    /// <summary>Whether a layer sees only <see cref="SlidingWindow"/> positions.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public bool IsLocal(int layer) => SlidingWindow is not null && layer < LocalLayers.Count && LocalLayers[layer];

    /// <summary>Whether a layer has experts.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public bool IsMoe(int layer) => Moe is not null && Moe.Layers[layer];
}
