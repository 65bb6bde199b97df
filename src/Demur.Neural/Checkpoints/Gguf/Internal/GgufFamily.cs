namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>How a model family is called in GGUF files and in Hugging Face's, and how the names of its tensors correspond.</summary>
internal sealed class GgufFamily
{
    private const string Normalised = "ernie4_5-moe";

    private static readonly (string Ours, string Theirs)[] Attention =
    [
        ("input_layernorm", "attn_norm"), ("self_attn.q_proj", "attn_q"), ("self_attn.k_proj", "attn_k"), ("self_attn.v_proj", "attn_v"),
        ("self_attn.o_proj", "attn_output"), ("self_attn.q_norm", "attn_q_norm"), ("self_attn.k_norm", "attn_k_norm"),
    ];

    private static readonly (string Ours, string Theirs)[] OneNorm = [("post_attention_layernorm", "ffn_norm")];

    private static readonly (string Ours, string Theirs)[] ThreeNorms =
    [
        ("post_attention_layernorm", "post_attention_norm"), ("pre_feedforward_layernorm", "ffn_norm"), ("post_feedforward_layernorm", "post_ffw_norm"),
    ];

    private static readonly (string Ours, string Theirs)[] Dense = [("mlp.gate_proj", "ffn_gate"), ("mlp.up_proj", "ffn_up"), ("mlp.down_proj", "ffn_down")];

    private static readonly (string Ours, string Theirs)[] Experts =
    [
        ("mlp.gate", "ffn_gate_inp"), ("mlp.experts.*.gate_proj", "ffn_gate_exps"), ("mlp.experts.*.up_proj", "ffn_up_exps"), ("mlp.experts.*.down_proj", "ffn_down_exps"),
    ];

    private static readonly (string Ours, string Theirs)[] MixtralExperts =
    [
        ("block_sparse_moe.gate", "ffn_gate_inp"), ("block_sparse_moe.experts.*.w1", "ffn_gate_exps"),
        ("block_sparse_moe.experts.*.w3", "ffn_up_exps"), ("block_sparse_moe.experts.*.w2", "ffn_down_exps"),
    ];

    private static readonly (string Ours, string Theirs)[] GatedSharedExpert =
    [
        ("mlp.shared_expert_gate", "ffn_gate_inp_shexp"), ("mlp.shared_expert.gate_proj", "ffn_gate_shexp"),
        ("mlp.shared_expert.up_proj", "ffn_up_shexp"), ("mlp.shared_expert.down_proj", "ffn_down_shexp"),
    ];

    private static readonly (string Ours, string Theirs)[] SharedExperts =
    [
        ("mlp.shared_experts.gate_proj", "ffn_gate_shexp"), ("mlp.shared_experts.up_proj", "ffn_up_shexp"), ("mlp.shared_experts.down_proj", "ffn_down_shexp"),
    ];

    private static readonly (string Ours, string Theirs)[] Fused =
    [
        ("input_layernorm", "attn_norm"), ("self_attn.qkv_proj", "attn_qkv"), ("self_attn.o_proj", "attn_output"),
        ("post_attention_layernorm", "ffn_norm"), ("mlp.gate_up_proj", "ffn_up"), ("mlp.down_proj", "ffn_down"),
    ];

    private static readonly GgufFamily[] All =
    [
        new("llama", "llama", "LlamaForCausalLM", [Attention, OneNorm, Dense]) { PairedRotary = true },
        new("llama", "mistral", "MistralForCausalLM", [Attention, OneNorm, Dense]) { PairedRotary = true },
        new("llama", "mixtral", "MixtralForCausalLM", [Attention, OneNorm, MixtralExperts]) { PairedRotary = true, HasExperts = true },
        new("qwen2", "qwen2", "Qwen2ForCausalLM", [Attention, OneNorm, Dense]),
        new("qwen3", "qwen3", "Qwen3ForCausalLM", [Attention, OneNorm, Dense]),
        new("qwen2moe", "qwen2_moe", "Qwen2MoeForCausalLM", [Attention, OneNorm, Experts, GatedSharedExpert]) { HasExperts = true },
        new("qwen3moe", "qwen3_moe", "Qwen3MoeForCausalLM", [Attention, OneNorm, Experts]) { HasExperts = true },
        new("gemma", "gemma", "GemmaForCausalLM", [Attention, OneNorm, Dense]) { ShiftedNorms = true },
        new("gemma2", "gemma2", "Gemma2ForCausalLM", [Attention, ThreeNorms, Dense]) { ShiftedNorms = true },
        new("gemma3", "gemma3_text", "Gemma3ForCausalLM", [Attention, ThreeNorms, Dense]) { ShiftedNorms = true },
        new("phi3", "phi3", "Phi3ForCausalLM", [Fused]),
        new("deepseek", "deepseek", "DeepseekForCausalLM", [Attention, OneNorm, Dense, Experts, SharedExperts]) { PairedRotary = true, HasExperts = true },

        // llama.cpp divides the chosen experts' weights by their sum in this architecture, not in the one above; all else is alike.
        new(Normalised, "deepseek", "DeepseekForCausalLM", [Attention, OneNorm, Dense, Experts, SharedExperts]) { PairedRotary = true, HasExperts = true },
    ];

    private readonly Dictionary<string, string> _ours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _theirs = new(StringComparer.Ordinal);

    private GgufFamily(string architecture, string modelType, string className, (string Ours, string Theirs)[][] names)
    {
        Architecture = architecture;
        ModelType = modelType;
        ClassName = className;
        foreach (var (ours, theirs) in names.SelectMany(part => part))
        {
            _theirs.Add(ours, theirs);
            _ours.Add(theirs, ours);
        }
    }

    /// <summary>The name in <c>general.architecture</c>.</summary>
    internal string Architecture { get; }

    /// <summary>The name in <c>model_type</c>.</summary>
    internal string ModelType { get; }

    /// <summary>The name in <c>architectures</c>.</summary>
    internal string ClassName { get; }

    /// <summary>Whether llama.cpp rotates neighbouring pairs, for which the rows of queries and keys are stored interleaved.</summary>
    internal bool PairedRotary { get; private init; }

    /// <summary>Whether one is added to the weights of norms when they are stored.</summary>
    internal bool ShiftedNorms { get; private init; }

    /// <summary>Whether the feed-forward layers are mixtures of experts.</summary>
    internal bool HasExperts { get; private init; }

    /// <summary>Whether llama.cpp divides the weights of the chosen experts by their sum.</summary>
    internal bool NormalisesExperts => Architecture is Normalised or "qwen3moe" || ModelType == "mixtral";

    internal bool IsGemma => ShiftedNorms;

    internal static string Known => string.Join(", ", All.Select(family => family.ModelType).Distinct(StringComparer.Ordinal));

    /// <summary>The family of a GGUF file; llama.cpp calls Llama, Mistral and Mixtral all <c>llama</c>.</summary>
    internal static GgufFamily? OfArchitecture(string architecture, bool hasExperts) =>
        All.FirstOrDefault(family => family.Architecture == architecture && (architecture != "llama" || family.HasExperts == hasExperts));

    /// <summary>The family of a Hugging Face model; where two architectures of llama.cpp differ in whether they normalise, the one that does as asked.</summary>
    internal static GgufFamily? OfModelType(string modelType, bool normalisesExperts) =>
        Array.Find(All, family => family.ModelType == modelType && family.NormalisesExperts == normalisesExperts) ?? Array.Find(All, family => family.ModelType == modelType);

    /// <summary>Hugging Face's name within a block, with <c>*</c> for an expert's number, for one of llama.cpp's.</summary>
    internal string? Ours(string theirs) => _ours.GetValueOrDefault(theirs);

    /// <summary>llama.cpp's name within a block for one of Hugging Face's, with <c>*</c> for an expert's number.</summary>
    internal string? Theirs(string ours) => _theirs.GetValueOrDefault(ours);
}
