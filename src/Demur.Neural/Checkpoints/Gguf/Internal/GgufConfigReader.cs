using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>Writes down in the words of <c>config.json</c> what the metadata and tensors of a GGUF file say about the model.</summary>
internal sealed class GgufConfigReader(MappedFile file, GgufFields fields, GgufFamily family, IReadOnlyList<GgufTensor> tensors)
{
    // The original context of Llama 3, which its GGUF files do not store.
    private const int Llama3Context = 8192;

    private readonly JsonObject _config = [];

    internal JsonObject Read()
    {
        _config["architectures"] = new JsonArray(family.ClassName);
        _config["model_type"] = family.ModelType;
        ReadSizes();
        ReadPositions();
        ReadBiases();
        if (family.IsGemma)
        {
            ReadGemma();
        }
        else
        {
            _config["hidden_act"] = "silu";
        }

        if (family.HasExperts)
        {
            ReadExperts();
        }

        Copy("bos_token_id", fields.Int(GgufKeys.Bos));
        Copy("eos_token_id", fields.Int(GgufKeys.Eos));
        Copy("pad_token_id", fields.Int(GgufKeys.Pad));
        return _config;
    }

    private int Width => Needed("embedding_length");

    private int Heads => Needed("attention.head_count");

    private int HeadWidth => fields.Int(Key("attention.key_length")) ?? (Heads == 0 ? 0 : Width / Heads);

    private void ReadSizes()
    {
        if (Heads == 0 || Find("token_embd.weight") is not { Shape: [var vocabulary, _] })
        {
            throw CheckpointError.Invalid(file.Path, "general.architecture", "a language model has attention heads and a token_embd.weight of two dimensions; this file has not.");
        }

        if (fields.Int(Key("attention.value_length")) is { } valueWidth && valueWidth != HeadWidth)
        {
            throw fields.Wrong(Key("attention.value_length"), $"the width of keys, {HeadWidth},");
        }

        _config["vocab_size"] = vocabulary;
        _config["hidden_size"] = Width;
        _config["intermediate_size"] = fields.Int(Key("feed_forward_length")) ?? fields.Int(Key("expert_feed_forward_length")) ?? throw Missing("feed_forward_length");
        _config["num_hidden_layers"] = Needed("block_count");
        _config["num_attention_heads"] = Heads;
        _config["num_key_value_heads"] = fields.Int(Key("attention.head_count_kv")) ?? Heads;
        _config["head_dim"] = HeadWidth;
        _config["max_position_embeddings"] = Needed("context_length");
        _config["rms_norm_eps"] = fields.Real(Key("attention.layer_norm_rms_epsilon")) is { } epsilon ? Shortest(epsilon) : throw Missing("attention.layer_norm_rms_epsilon");
        _config["tie_word_embeddings"] = Find("output.weight") is null;
    }

    private void ReadPositions()
    {
        var theta = fields.Real(Key("rope.freq_base")) ?? 10_000;
        _config["rope_theta"] = theta;
        if (fields.Int(Key("rope.dimension_count")) is { } rotated && rotated != HeadWidth)
        {
            _config["partial_rotary_factor"] = (double)rotated / HeadWidth;
        }

        var scaling = Find(GgufKeys.FrequencyFactors) is { } factors ? Llama3(factors, theta) : Scaling();
        if (scaling is not null)
        {
            _config["rope_scaling"] = scaling;
        }
    }

    private JsonObject Llama3(GgufTensor tensor, double theta)
    {
        if (tensor.Type != TensorType.F32 || tensor.Shape is not [<= 4096])
        {
            throw CheckpointError.Invalid(file.Path, $"tensor '{GgufKeys.FrequencyFactors}'", "one dimension of F32 values was expected.");
        }

        var divisors = new float[tensor.Shape[0]];
        TensorCodec.Decode(tensor.Type, file.Slice(tensor.Offset, tensor.ByteCount), divisors);
        var original = fields.Int(Key("rope.scaling.original_context_length")) ?? Llama3Context;
        var found = Llama3Frequencies.Of(divisors, theta, original)
            ?? throw CheckpointError.Invalid(file.Path, $"tensor '{GgufKeys.FrequencyFactors}'", $"these factors are not those of Llama 3's scaling from a context of {original}, the only kind that is read.");
        return new JsonObject
        {
            ["rope_type"] = "llama3",
            ["factor"] = found.Factor,
            ["low_freq_factor"] = found.LowFactor,
            ["high_freq_factor"] = found.HighFactor,
            ["original_max_position_embeddings"] = found.OriginalContext,
        };
    }

    private JsonObject? Scaling()
    {
        var type = fields.Text(Key("rope.scaling.type")) ?? (fields.Has(Key("rope.scale_linear")) ? "linear" : "none");
        if (type == "none")
        {
            return null;
        }

        if (type is not ("linear" or "yarn"))
        {
            throw fields.Wrong(Key("rope.scaling.type"), "none, linear or yarn");
        }

        var scaling = new JsonObject
        {
            ["rope_type"] = type,
            ["factor"] = fields.Real(Key("rope.scaling.factor")) ?? fields.Real(Key("rope.scale_linear")) ?? 1,
        };
        if (fields.Int(Key("rope.scaling.original_context_length")) is { } original)
        {
            scaling["original_max_position_embeddings"] = original;
        }

        return scaling;
    }

    private void ReadBiases()
    {
        // Queries of the first block speak for all: a bias that another block lacks or has alone is found when the model is built.
        _config["attention_bias"] = Find("blk.0.attn_q.bias") is not null;
        if (family.ModelType is "qwen2" or "qwen2_moe")
        {
            // These models have biases on queries, keys and values, not on the output, and a name of its own says so.
            (_config["qkv_bias"], _config["attention_bias"]) = (_config["attention_bias"]!.DeepClone(), false);
        }

        _config["mlp_bias"] = Find("blk.0.ffn_up.bias") is not null;
    }

    private void ReadGemma()
    {
        _config["hidden_activation"] = "gelu_pytorch_tanh";
        _config["hidden_act"] = "gelu_pytorch_tanh";
        if (family.ModelType == "gemma")
        {
            return;
        }

        // The 27B models, told apart by their depth as llama.cpp does, scale by the width over the heads.
        var largest = _config["num_hidden_layers"]!.GetValue<int>() == (family.ModelType == "gemma2" ? 46 : 62);
        _config["query_pre_attn_scalar"] = largest ? Width / Heads : HeadWidth;
        Copy("sliding_window", fields.Int(Key("attention.sliding_window")));
        Copy("final_logit_softcapping", fields.Real(Key("final_logit_softcapping")) ?? (family.ModelType == "gemma2" ? 30 : null));
        if (family.ModelType == "gemma2")
        {
            _config["attn_logit_softcapping"] = fields.Real(Key("attn_logit_softcapping")) ?? 50;
        }
        else
        {
            _config["rope_local_base_freq"] = fields.Real(Key("rope.freq_base_swa")) ?? 10_000;
            _config["sliding_window_pattern"] = fields.Int(Key("attention.sliding_window_pattern")) ?? 6;
        }
    }

    private void ReadExperts()
    {
        _config["num_experts_per_tok"] = Needed("expert_used_count");
        _config[family.ModelType switch { "mixtral" => "num_local_experts", "deepseek" => "n_routed_experts", _ => "num_experts" }] = Needed("expert_count");
        if (family.ModelType == "mixtral")
        {
            return;
        }

        _config["moe_intermediate_size"] = fields.Int(Key("expert_feed_forward_length")) ?? ExpertWidth();
        _config["norm_topk_prob"] = fields.Flag(Key("expert_weights_norm")) ?? family.NormalisesExperts;
        if (family.ModelType == "deepseek")
        {
            if (fields.Int(Key("interleave_moe_layer_step")) is { } step && step != 1)
            {
                throw fields.Wrong(Key("interleave_moe_layer_step"), "1, experts in every layer behind the dense ones,");
            }

            _config["n_shared_experts"] = fields.Int(Key("expert_shared_count")) ?? SharedExperts();
            _config["first_k_dense_replace"] = fields.Int(Key("leading_dense_block_count")) ?? 0;
            _config["moe_layer_freq"] = 1;
            _config["scoring_func"] = "softmax";
            _config["routed_scaling_factor"] = fields.Real(Key("expert_weights_scale")) is { } scale and not 0 ? scale : 1;
            return;
        }

        _config["decoder_sparse_step"] = 1;
        _config["mlp_only_layers"] = new JsonArray();
        if (family.ModelType == "qwen2_moe")
        {
            _config["shared_expert_intermediate_size"] = fields.Int(Key("expert_shared_feed_forward_length")) ?? throw Missing("expert_shared_feed_forward_length");
        }
    }

    private int SharedExperts() => Math.DivRem(Needed("expert_shared_feed_forward_length"), Math.Max(1, Needed("expert_feed_forward_length"))) is (var count, 0)
        ? count
        : throw fields.Wrong(Key("expert_shared_feed_forward_length"), "a multiple of the width of one expert");

    private long ExpertWidth() => Find("blk.0.ffn_gate_exps.weight") is { Shape: [_, var width, _] } ? width : throw Missing("expert_feed_forward_length");

    private void Copy<T>(string name, T? value)
        where T : struct
    {
        if (value is { } known)
        {
            _config[name] = JsonValue.Create(known);
        }
    }

    // 1e-5 stored in 32 bits is 9.999999747378752e-06 in 64; the shortest text of the stored number is what was meant.
    private static double Shortest(double stored) => double.Parse(((float)stored).ToString("R"));

    private GgufTensor? Find(string name) => tensors.FirstOrDefault(tensor => tensor.Name == name);

    private string Key(string name) => $"{family.Architecture}.{name}";

    private int Needed(string name) => fields.Int(Key(name)) ?? throw Missing(name);

    private DemurException Missing(string name) => CheckpointError.Invalid(file.Path, Key(name), "the metadata has no such key, and the model cannot be computed without it.");
}
