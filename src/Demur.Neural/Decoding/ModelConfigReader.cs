using System.Text.Json.Nodes;

namespace Demur.Neural.Decoding;

/// <summary>Reads <c>config.json</c> of the supported families; each family's defaults are those of its first release.</summary>
internal sealed class ModelConfigReader(JsonObject json, string source)
{
    private readonly ConfigFields _fields = new(json, source);

    public ModelConfig Read()
    {
        var family = Family();
        var width = _fields.Int("hidden_size");
        var layers = _fields.Int("num_hidden_layers", most: 4096);
        var heads = _fields.Int("num_attention_heads", most: 4096);
        var headWidth = HeadWidth(family, width, heads);
        var gemma = family is ModelFamily.Gemma or ModelFamily.Gemma2 or ModelFamily.Gemma3;
        var config = new ModelConfig
        {
            Family = family,
            VocabularySize = _fields.Int("vocab_size"),
            Width = width,
            Layers = layers,
            Heads = heads,
            KeyValueHeads = _fields.Int("num_key_value_heads", heads, most: 4096),
            HeadWidth = headWidth,
            MlpWidth = _fields.Int("intermediate_size"),
            ContextLength = _fields.Int("max_position_embeddings", 2048),
            Activation = ReadActivation(family),
            NormEpsilon = _fields.Real("rms_norm_eps", family is ModelFamily.Llama or ModelFamily.Phi3 or ModelFamily.Mixtral ? 1e-5 : 1e-6),
            RotaryWidth = RotaryWidth(headWidth),
            TiedEmbeddings = _fields.Flag("tie_word_embeddings", gemma),
            QueryBias = _fields.Flag("attention_bias", false) || (family is ModelFamily.Qwen2 or ModelFamily.Qwen2Moe && _fields.Flag("qkv_bias", true)),
            OutputBias = family is not (ModelFamily.Qwen2 or ModelFamily.Qwen2Moe) && _fields.Flag("attention_bias", false),
            MlpBias = family == ModelFamily.Llama && _fields.Flag("mlp_bias", false),
            AttentionScale = family is ModelFamily.Gemma2 or ModelFamily.Gemma3 ? 1 / Math.Sqrt(_fields.Real("query_pre_attn_scalar", 256)) : 0,
            AttentionSoftCap = family == ModelFamily.Gemma2 ? _fields.RealOrNull("attn_logit_softcapping") : null,
            LogitSoftCap = family is ModelFamily.Gemma2 or ModelFamily.Gemma3 ? _fields.RealOrNull("final_logit_softcapping") : null,
            Moe = ReadMoe(family, layers),
            InitialDeviation = _fields.Real("initializer_range", 0.03),
            BosToken = _fields.IntOrNull("bos_token_id"),
            EosTokens = _fields.Ints("eos_token_id"),
            PadToken = json["pad_token_id"]?.ToJsonString() == "-1" ? null : _fields.IntOrNull("pad_token_id"),
        };
        config = new RopeReader(_fields, config).Read();
        return Checked(WithWindows(config));
    }

    private ModelFamily Family()
    {
        var type = _fields.Text("model_type");
        if (type is not null && FamilyNames.ByType.TryGetValue(type, out var family))
        {
            return family;
        }

        var architecture = _fields.Texts("architectures") is [var first, ..] ? first : null;
        if (type is null && architecture is not null && FamilyNames.ByArchitecture.TryGetValue(architecture, out family))
        {
            return family;
        }

        throw _fields.Refuse(
            $"the architecture {architecture ?? type ?? "(none named)"} (model_type {type ?? "missing"}) is not one that Demur computes; it knows {string.Join(", ", FamilyNames.ByType.Keys)}. Serve such a model with another engine and use its endpoint.");
    }

    private int HeadWidth(ModelFamily family, int width, int heads)
    {
        var fallback = family switch
        {
            ModelFamily.Gemma or ModelFamily.Gemma2 or ModelFamily.Gemma3 => 256,
            ModelFamily.Qwen3 or ModelFamily.Qwen3Moe => 128,
            _ => Math.Max(1, width / heads),
        };
        var head = _fields.Int("head_dim", fallback, most: 4096);
        return !_fields.Has("head_dim") && fallback == width / heads && width % heads != 0
            ? throw _fields.Refuse($"hidden_size {width} is not a multiple of num_attention_heads {heads} and there is no head_dim.")
            : head;
    }

    private Activation ReadActivation(ModelFamily family)
    {
        var name = _fields.Text("hidden_activation") ?? _fields.Text("hidden_act") ?? (family.ToString().StartsWith("Gemma", StringComparison.Ordinal) ? "gelu_pytorch_tanh" : "silu");
        return name switch
        {
            "silu" or "swish" => Activation.Silu,

            // Gemma's first configurations say "gelu" and mean the approximation that it was trained with.
            "gelu" when family == ModelFamily.Gemma => Activation.GeluTanh,
            "gelu" => Activation.Gelu,
            "gelu_pytorch_tanh" or "gelu_new" => Activation.GeluTanh,
            _ => throw _fields.Refuse($"the activation \"{name}\" is not computed here; expected silu, gelu or gelu_pytorch_tanh."),
        };
    }

    private int RotaryWidth(int headWidth)
    {
        var share = _fields.Real("partial_rotary_factor", 1);
        var rotary = (int)(headWidth * share);
        return rotary == headWidth ? 0
            : rotary >= 2 && rotary < headWidth && rotary % 2 == 0 ? rotary
            : throw _fields.Wrong("partial_rotary_factor", $"a share of the head width {headWidth} that gives an even number of dimensions");
    }

    private MoeConfig? ReadMoe(ModelFamily family, int layers) => family switch
    {
        ModelFamily.Mixtral => new MoeConfig
        {
            Experts = _fields.Int("num_local_experts", 8, most: 4096),
            TopK = _fields.Int("num_experts_per_tok", 2, most: 4096),
            ExpertWidth = _fields.Int("intermediate_size"),
            Normalise = true,
            Layers = [.. Enumerable.Repeat(true, layers)],
        },
        ModelFamily.Qwen2Moe or ModelFamily.Qwen3Moe => ReadQwenMoe(family, layers),
        ModelFamily.DeepSeekMoe => ReadDeepSeekMoe(layers),
        _ => null,
    };

    private MoeConfig ReadQwenMoe(ModelFamily family, int layers)
    {
        var step = _fields.Int("decoder_sparse_step", 1);
        var dense = _fields.Ints("mlp_only_layers");
        return new MoeConfig
        {
            Experts = _fields.Int("num_experts", most: 4096),
            TopK = _fields.Int("num_experts_per_tok", most: 4096),
            ExpertWidth = _fields.Int("moe_intermediate_size"),
            SharedWidth = family == ModelFamily.Qwen2Moe ? _fields.Int("shared_expert_intermediate_size") : 0,
            SharedGate = family == ModelFamily.Qwen2Moe,
            Normalise = _fields.Flag("norm_topk_prob", false),
            Layers = [.. Enumerable.Range(0, layers).Select(layer => !dense.Contains(layer) && (layer + 1) % step == 0)],
        };
    }

    private MoeConfig ReadDeepSeekMoe(int layers)
    {
        var first = _fields.Int("first_k_dense_replace", 0, least: 0, most: 4096);
        var step = _fields.Int("moe_layer_freq", 1);
        if (_fields.Int("n_group", 1) != 1 || _fields.Int("topk_group", 1) != 1)
        {
            throw _fields.Refuse("experts chosen by groups (n_group, topk_group above 1) are not computed here; expected 1.");
        }

        var scoring = _fields.Text("scoring_func") ?? "softmax";
        if (scoring is not ("softmax" or "sigmoid"))
        {
            throw _fields.Wrong("scoring_func", "softmax or sigmoid");
        }

        var expertWidth = _fields.Int("moe_intermediate_size");
        return new MoeConfig
        {
            Experts = _fields.Int("n_routed_experts", most: 4096),
            TopK = _fields.Int("num_experts_per_tok", most: 4096),
            ExpertWidth = expertWidth,
            SharedWidth = expertWidth * _fields.Int("n_shared_experts", 0, least: 0, most: 256),
            Sigmoid = scoring == "sigmoid",
            SelectionBias = _fields.Text("topk_method") == "noaux_tc",
            Normalise = _fields.Flag("norm_topk_prob", false),
            Scale = _fields.Real("routed_scaling_factor", 1),
            Layers = [.. Enumerable.Range(0, layers).Select(layer => layer >= first && layer % step == 0)],
        };
    }

    private ModelConfig WithWindows(ModelConfig config)
    {
        var window = _fields.IntOrNull("sliding_window", least: 1);
        var types = _fields.Texts("layer_types");
        if (window is null || (config.Family is ModelFamily.Qwen2 or ModelFamily.Qwen3 or ModelFamily.Qwen2Moe or ModelFamily.Qwen3Moe && !_fields.Flag("use_sliding_window", false)))
        {
            return config;
        }

        var from = _fields.Int("max_window_layers", 0, least: 0, most: 1 << 20);
        var step = _fields.Int("sliding_window_pattern", 6);
        bool Local(int layer) => config.Family switch
        {
            ModelFamily.Llama or ModelFamily.Gemma or ModelFamily.DeepSeekMoe => false,
            _ when types is not null => types[layer] == "sliding_attention",
            ModelFamily.Gemma2 => layer % 2 == 0,
            ModelFamily.Gemma3 => (layer + 1) % step != 0,
            ModelFamily.Qwen2 or ModelFamily.Qwen3 or ModelFamily.Qwen2Moe or ModelFamily.Qwen3Moe => layer >= from,
            _ => true,
        };
        if (types is not null && (types.Count != config.Layers || types.Any(type => type is not ("sliding_attention" or "full_attention"))))
        {
            throw _fields.Wrong("layer_types", $"{config.Layers} values, each sliding_attention or full_attention");
        }

        var local = Enumerable.Range(0, config.Layers).Select(Local).ToArray();
        return local.Contains(true) ? config with { SlidingWindow = window, LocalLayers = local } : config with { LocalRope = null };
    }

    private ModelConfig Checked(ModelConfig config)
    {
        if (config.Heads % config.KeyValueHeads != 0)
        {
            throw _fields.Refuse($"num_attention_heads {config.Heads} is not a multiple of num_key_value_heads {config.KeyValueHeads}.");
        }

        if (config.HeadWidth % 2 != 0)
        {
            throw _fields.Refuse($"the head width {config.HeadWidth} is odd; rotary positions need an even one.");
        }

        return config.Moe is { } moe && moe.TopK > moe.Experts
            ? throw _fields.Refuse($"num_experts_per_tok {moe.TopK} is more than the {moe.Experts} experts.")
            : config;
    }
}
