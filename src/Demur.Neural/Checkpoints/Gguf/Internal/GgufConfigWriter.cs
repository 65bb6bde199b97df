using System.Text.Json.Nodes;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>
/// States in GGUF metadata what a <c>config.json</c> says. What llama.cpp computes otherwise than the configuration asks is refused:
/// a file that loads and answers something else would be worse than none.
/// </summary>
internal sealed class GgufConfigWriter
{
    private readonly ConfigValues _config;
    private readonly GgufFamily _family;
    private readonly List<(string Key, object Value)> _entries = [];

    internal GgufConfigWriter(JsonObject config)
    {
        _config = new ConfigValues(config);
        var type = _config.Text("model_type") ?? "";
        _family = GgufFamily.OfModelType(type, _config.Flag("norm_topk_prob") ?? false) ?? throw Refuse($"models of type '{type}' are not exported; known are {GgufFamily.Known}");
        HeadWidth = _config.Int("head_dim") ?? _config.Needed("hidden_size") / Math.Max(1, Heads);
    }

    internal GgufFamily Family => _family;

    internal int Heads => _config.Needed("num_attention_heads");

    internal int KeyValueHeads => _config.Int("num_key_value_heads") ?? Heads;

    internal int HeadWidth { get; }

    internal int VocabularySize => _config.Needed("vocab_size");

    internal int ExpertCount => _family.HasExperts ? _config.Needed(ExpertCountName) : 0;

    /// <summary>What the frequencies are divided by, for the tensor that Llama 3's scaling is stored in; null without it.</summary>
    internal float[]? FrequencyDivisors { get; private set; }

    private string ExpertCountName => _family.ModelType switch { "mixtral" => "num_local_experts", "deepseek" => "n_routed_experts", _ => "num_experts" };

    internal IReadOnlyList<(string Key, object Value)> Write()
    {
        Check();
        Add("block_count", _config.Needed("num_hidden_layers"));
        Add("context_length", _config.Needed("max_position_embeddings"));
        Add("embedding_length", _config.Needed("hidden_size"));
        Add("feed_forward_length", _config.Needed("intermediate_size"));
        Add("attention.head_count", Heads);
        Add("attention.head_count_kv", KeyValueHeads);
        Add("attention.key_length", HeadWidth);
        Add("attention.value_length", HeadWidth);
        Add("attention.layer_norm_rms_epsilon", (float)(_config.Real("rms_norm_eps") ?? 1e-6));
        Add("vocab_size", VocabularySize);
        WritePositions();
        WriteGemma();
        WriteExperts();
        return _entries;
    }

    private void Check()
    {
        var activation = _config.Text("hidden_activation") ?? _config.Text("hidden_act") ?? (_family.IsGemma ? "gelu_pytorch_tanh" : "silu");
        if (_family.IsGemma != (activation is "gelu" or "gelu_pytorch_tanh"))
        {
            throw Refuse($"llama.cpp does not compute {_family.ModelType} with the activation '{activation}'");
        }

        var windowed = _family.ModelType.StartsWith("qwen", StringComparison.Ordinal) ? _config.Flag("use_sliding_window") ?? false : !_family.IsGemma && _family.ModelType != "llama";
        if (windowed && _config.Int("sliding_window") is { } window && window < _config.Needed("max_position_embeddings"))
        {
            throw Refuse($"llama.cpp computes {_family.ModelType} without a sliding window, and this model has one of {window}");
        }

        if (_family.ModelType is "gemma2" or "gemma3_text" && _config.Int("query_pre_attn_scalar") is { } scalar && scalar != HeadWidth)
        {
            throw Refuse($"llama.cpp scales attention by the head width {HeadWidth}, and this model by query_pre_attn_scalar {scalar}");
        }
    }

    private void WritePositions()
    {
        // Newer configurations keep theta and scaling together, Gemma's by kind of layer.
        var parameters = _config.Object("rope_parameters");
        parameters = parameters?.Object("full_attention") ?? parameters;
        var theta = parameters?.Real("rope_theta") ?? _config.Real("rope_theta") ?? (_family.ModelType is "gemma3_text" or "mixtral" ? 1_000_000 : 10_000);
        Add("rope.freq_base", (float)theta);
        var rotated = (int)(HeadWidth * (_config.Real("partial_rotary_factor") ?? 1));
        if (rotated != HeadWidth && _family.PairedRotary)
        {
            throw Refuse("llama.cpp rotates whole heads of such a model, and partial_rotary_factor asks for a part");
        }

        Add("rope.dimension_count", rotated);
        var scaling = parameters ?? _config.Object("rope_scaling");
        switch (scaling?.Text("rope_type") ?? scaling?.Text("type") ?? "default")
        {
            case "default": break;
            case "linear": WriteScaling(scaling!, "linear"); break;
            case "yarn": WriteYarn(scaling!); break;
            case "llama3": WriteLlama3(scaling!, theta, rotated / 2); break;
            case var other: throw Refuse($"the rotary scaling '{other}' has no place in a GGUF file");
        }
    }

    private void WriteScaling(ConfigValues scaling, string type)
    {
        Add("rope.scaling.type", type);
        Add("rope.scaling.factor", (float)(scaling.Real("factor") ?? 1));
    }

    private void WriteYarn(ConfigValues scaling)
    {
        if ((scaling.Real("beta_fast") ?? 32) != 32 || (scaling.Real("beta_slow") ?? 1) != 1 || scaling.Real("mscale") is not null || scaling.Real("attention_factor") is not null)
        {
            throw Refuse("YaRN is exported with its usual beta_fast 32, beta_slow 1 and attention factor only");
        }

        WriteScaling(scaling, "yarn");
        Add("rope.scaling.original_context_length", scaling.Int("original_max_position_embeddings") ?? _config.Needed("max_position_embeddings"));
    }

    private void WriteLlama3(ConfigValues scaling, double theta, int count)
    {
        var frequencies = new Llama3Frequencies(
            scaling.Real("factor") ?? 8, scaling.Real("low_freq_factor") ?? 1, scaling.Real("high_freq_factor") ?? 4, scaling.Int("original_max_position_embeddings") ?? 8192);
        FrequencyDivisors = frequencies.Divisors(count, theta);
        Add("rope.scaling.original_context_length", frequencies.OriginalContext);
    }

    private void WriteGemma()
    {
        if (_family.ModelType is not ("gemma2" or "gemma3_text"))
        {
            return;
        }

        Add("attention.sliding_window", _config.Int("sliding_window") ?? throw Refuse("llama.cpp computes this family with a sliding window, and the model has none"));
        if (_family.ModelType == "gemma2")
        {
            Add("attn_logit_softcapping", (float)(_config.Real("attn_logit_softcapping") ?? throw Refuse("llama.cpp caps the attention scores of this family, and the model does not")));
            Add("final_logit_softcapping", (float)(_config.Real("final_logit_softcapping") ?? throw Refuse("llama.cpp caps the logits of this family, and the model does not")));
        }
        else if ((_config.Real("rope_local_base_freq") ?? 10_000) != 10_000 || (_config.Int("sliding_window_pattern") ?? 6) != 6 || _config.Real("final_logit_softcapping") is not null)
        {
            throw Refuse("Gemma 3 is exported with a local rotary base of 10000, one global layer in six and no cap on the logits only");
        }
    }

    private void WriteExperts()
    {
        if (!_family.HasExperts)
        {
            return;
        }

        Add("expert_count", ExpertCount);
        Add("expert_used_count", _config.Needed("num_experts_per_tok"));
        if (_family.ModelType == "mixtral")
        {
            return;
        }

        Add("expert_feed_forward_length", _config.Needed("moe_intermediate_size"));
        if ((_config.Flag("norm_topk_prob") ?? false) != _family.NormalisesExperts)
        {
            throw Refuse($"llama.cpp computes {_family.ModelType} with norm_topk_prob {(_family.NormalisesExperts ? "true" : "false")}, and the model asks for the opposite");
        }

        if (_family.ModelType == "deepseek")
        {
            WriteDeepSeek();
            return;
        }

        if ((_config.Int("decoder_sparse_step") ?? 1) != 1 || !_config.IsEmptyList("mlp_only_layers"))
        {
            throw Refuse("llama.cpp computes this family with experts in every layer, and the model has dense layers");
        }

        if (_family.ModelType == "qwen2_moe")
        {
            Add("expert_shared_feed_forward_length", _config.Needed("shared_expert_intermediate_size"));
        }
    }

    private void WriteDeepSeek()
    {
        if ((_config.Text("scoring_func") ?? "softmax") != "softmax" || (_config.Int("moe_layer_freq") ?? 1) != 1)
        {
            throw Refuse("llama.cpp computes this family with a softmax router and experts in every layer behind the dense ones");
        }

        var shared = _config.Int("n_shared_experts") is > 0 and { } count ? count : throw Refuse("llama.cpp computes this family with at least one shared expert");
        var scale = _config.Real("routed_scaling_factor") ?? 1;
        Add("leading_dense_block_count", _config.Int("first_k_dense_replace") ?? 0);
        if (!_family.NormalisesExperts)
        {
            Add("expert_shared_count", shared);
            Add("expert_weights_scale", (float)scale);
            return;
        }

        Add("expert_shared_feed_forward_length", shared * _config.Needed("moe_intermediate_size"));
        Add("interleave_moe_layer_step", 1);
        if (scale != 1)
        {
            throw Refuse("llama.cpp does not scale the weights of experts that it normalises, and the model has a routed_scaling_factor");
        }
    }

    private void Add(string name, object value) => _entries.Add(($"{_family.Architecture}.{name}", value));

    private static DemurException Refuse(string reason) => new($"The model cannot be written as a GGUF file: {reason}.");
}
