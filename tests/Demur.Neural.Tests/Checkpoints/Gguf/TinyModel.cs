using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Checkpoints;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Checkpoints.Gguf;

/// <summary>A tiny model of each family with weights from a fixed formula, which <c>Fixtures/tiny_llama.py</c> repeats.</summary>
internal sealed record TinyModel(JsonObject Config, TensorTable Tensors)
{
    public const int Vocabulary = 96;

    public static readonly string[] Families = ["llama", "mistral", "mixtral", "qwen2", "qwen3", "qwen2_moe", "qwen3_moe", "gemma", "gemma2", "gemma3_text", "phi3", "deepseek"];

    private const int Width = 64;
    private const int HeadWidth = 16;
    private const int Heads = 4;
    private const int KeyHeads = 2;
    private const int Inner = 96;
    private const int ExpertWidth = 32;
    private const int ExpertCount = 4;

    /// <summary>A vocabulary that llama.cpp loads; ids are fed directly, so its words do not matter.</summary>
    public static GgufTokenizer Tokenizer { get; } = new()
    {
        Model = "gpt2",
        PreTokenizer = "gpt-2",
        Tokens = [.. Enumerable.Range(0, Vocabulary).Select(id => id == 0 ? "<end>" : $"w{id}")],
        Types = [.. Enumerable.Range(0, Vocabulary).Select(id => id == 0 ? TokenType.Control : TokenType.Normal)],
        Merges = ["w 1"],
        BosId = 0,
        EosId = 0,
        AddBos = false,
    };

    public static TinyModel Of(string family, int layers = 2, bool tied = false, bool biased = false, int vocabulary = Vocabulary)
    {
        var config = Shape(family, layers);
        foreach (var (name, value) in Extra(family))
        {
            config[name] = value?.DeepClone();
        }

        config["vocab_size"] = vocabulary;
        if (tied)
        {
            config["tie_word_embeddings"] = true;
        }

        if (biased)
        {
            config["attention_bias"] = true;
            config["mlp_bias"] = true;
        }

        var shapes = Shapes(family, layers, vocabulary).Where(pair => !tied || pair.Name != "lm_head.weight").ToList();
        if (biased)
        {
            shapes.AddRange(shapes.Where(pair => pair.Name.Contains("_proj.", StringComparison.Ordinal)).Select(pair => (pair.Name.Replace(".weight", ".bias", StringComparison.Ordinal), pair.Shape[..1])).ToList());
        }

        var tensors = new TensorTable();
        foreach (var (name, shape) in shapes.OrderBy(pair => pair.Name, StringComparer.Ordinal))
        {
            tensors.Add(name, shape, Values(name, tensors.Tensors.Count, shape));
        }

        return new TinyModel(config, tensors);
    }

    public static float[] Values(string name, int tensor, long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
        var isNorm = name.Contains("norm", StringComparison.Ordinal);
        for (var index = 0; index < values.Length; index++)
        {
            var hash = unchecked(((uint)index * 2654435761u) + ((uint)tensor * 0x9E3779B9u) + 12345u);
            hash = unchecked((hash ^ (hash >> 16)) * 0x85EBCA6Bu);
            hash = unchecked((hash ^ (hash >> 13)) * 0xC2B2AE35u);
            hash ^= hash >> 16;
            var unit = ((hash >> 8) / 8388608f) - 1f;
            values[index] = isNorm ? 1f + (unit * 0.25f) : unit * 0.25f;
        }

        return values;
    }

    private static JsonObject Shape(string family, int layers) => new()
    {
        ["model_type"] = family,
        ["vocab_size"] = Vocabulary,
        ["hidden_size"] = Width,
        ["intermediate_size"] = Inner,
        ["num_hidden_layers"] = layers,
        ["num_attention_heads"] = Heads,
        ["num_key_value_heads"] = KeyHeads,
        ["head_dim"] = HeadWidth,
        ["max_position_embeddings"] = 128,
        ["rms_norm_eps"] = 1e-5,
        ["rope_theta"] = 10000.0,
        ["tie_word_embeddings"] = IsGemma(family),
        ["hidden_act"] = IsGemma(family) ? "gelu_pytorch_tanh" : "silu",
    };

    private static JsonObject Extra(string family) => family switch
    {
        "llama" => new JsonObject { ["attention_bias"] = false, ["mlp_bias"] = false },
        "mixtral" => new JsonObject { ["num_local_experts"] = ExpertCount, ["num_experts_per_tok"] = 2, ["intermediate_size"] = ExpertWidth },
        "qwen2_moe" => new JsonObject
        {
            ["num_experts"] = ExpertCount, ["num_experts_per_tok"] = 2, ["moe_intermediate_size"] = ExpertWidth, ["shared_expert_intermediate_size"] = ExpertWidth * 2,
            ["norm_topk_prob"] = false, ["decoder_sparse_step"] = 1, ["mlp_only_layers"] = new JsonArray(),
        },
        "qwen3_moe" => new JsonObject
        {
            ["num_experts"] = ExpertCount, ["num_experts_per_tok"] = 2, ["moe_intermediate_size"] = ExpertWidth,
            ["norm_topk_prob"] = true, ["decoder_sparse_step"] = 1, ["mlp_only_layers"] = new JsonArray(),
        },
        "gemma2" => new JsonObject { ["query_pre_attn_scalar"] = HeadWidth, ["sliding_window"] = 8, ["attn_logit_softcapping"] = 50.0, ["final_logit_softcapping"] = 30.0 },
        "gemma3_text" => new JsonObject
        {
            ["query_pre_attn_scalar"] = HeadWidth, ["sliding_window"] = 8, ["rope_theta"] = 1000000.0, ["rope_local_base_freq"] = 10000.0, ["sliding_window_pattern"] = 6,
        },
        "deepseek" => new JsonObject
        {
            ["n_routed_experts"] = ExpertCount, ["num_experts_per_tok"] = 2, ["n_shared_experts"] = 2, ["moe_intermediate_size"] = ExpertWidth,
            ["first_k_dense_replace"] = 1, ["moe_layer_freq"] = 1, ["norm_topk_prob"] = false, ["scoring_func"] = "softmax", ["routed_scaling_factor"] = 1.0,
        },
        _ => [],
    };

    private static bool IsGemma(string family) => family.StartsWith("gemma", StringComparison.Ordinal);

    private static IEnumerable<(string Name, long[] Shape)> Shapes(string family, int layers, int vocabulary)
    {
        yield return ("model.embed_tokens.weight", [vocabulary, Width]);
        yield return ("model.norm.weight", [Width]);
        if (!IsGemma(family))
        {
            yield return ("lm_head.weight", [vocabulary, Width]);
        }

        for (var layer = 0; layer < layers; layer++)
        {
            foreach (var (name, shape) in AttentionOf(family).Concat(NormsOf(family)).Concat(FeedForwardOf(family, layer)))
            {
                yield return ($"model.layers.{layer}.{name}", shape);
            }
        }
    }

    private static IEnumerable<(string Name, long[] Shape)> AttentionOf(string family)
    {
        yield return ("self_attn.o_proj.weight", [Width, Heads * HeadWidth]);
        if (family == "phi3")
        {
            yield return ("self_attn.qkv_proj.weight", [(Heads + (2 * KeyHeads)) * HeadWidth, Width]);
            yield break;
        }

        foreach (var (name, heads) in new[] { ("q", Heads), ("k", KeyHeads), ("v", KeyHeads) })
        {
            yield return ($"self_attn.{name}_proj.weight", [heads * HeadWidth, Width]);
            if (family is "qwen2" or "qwen2_moe")
            {
                yield return ($"self_attn.{name}_proj.bias", [heads * HeadWidth]);
            }
        }

        if (family is "qwen3" or "qwen3_moe" or "gemma3_text")
        {
            yield return ("self_attn.q_norm.weight", [HeadWidth]);
            yield return ("self_attn.k_norm.weight", [HeadWidth]);
        }
    }

    private static IEnumerable<(string Name, long[] Shape)> NormsOf(string family)
    {
        yield return ("input_layernorm.weight", [Width]);
        yield return ("post_attention_layernorm.weight", [Width]);
        if (family is "gemma2" or "gemma3_text")
        {
            yield return ("pre_feedforward_layernorm.weight", [Width]);
            yield return ("post_feedforward_layernorm.weight", [Width]);
        }
    }

    private static (string Name, long[] Shape)[] FeedForwardOf(string family, int layer) => family switch
    {
        "phi3" => [("mlp.gate_up_proj.weight", [2 * Inner, Width]), ("mlp.down_proj.weight", [Width, Inner])],
        "mixtral" => [("block_sparse_moe.gate.weight", [ExpertCount, Width]), .. Experts("block_sparse_moe.experts", ("w1", "w3", "w2"))],
        "qwen3_moe" => [("mlp.gate.weight", [ExpertCount, Width]), .. Experts("mlp.experts", ("gate_proj", "up_proj", "down_proj"))],
        "qwen2_moe" =>
        [
            ("mlp.gate.weight", [ExpertCount, Width]), ("mlp.shared_expert_gate.weight", [1, Width]),
            .. Experts("mlp.experts", ("gate_proj", "up_proj", "down_proj")), .. Gated("mlp.shared_expert", ExpertWidth * 2),
        ],
        "deepseek" when layer > 0 =>
        [
            ("mlp.gate.weight", [ExpertCount, Width]), .. Experts("mlp.experts", ("gate_proj", "up_proj", "down_proj")), .. Gated("mlp.shared_experts", ExpertWidth * 2),
        ],
        _ => Gated("mlp", Inner),
    };

    private static (string Name, long[] Shape)[] Gated(string part, int inner) =>
        [($"{part}.gate_proj.weight", [inner, Width]), ($"{part}.up_proj.weight", [inner, Width]), ($"{part}.down_proj.weight", [Width, inner])];

    private static IEnumerable<(string Name, long[] Shape)> Experts(string part, (string Gate, string Up, string Down) names) =>
        Enumerable.Range(0, ExpertCount).SelectMany(expert => new (string, long[])[]
        {
            ($"{part}.{expert}.{names.Gate}.weight", [ExpertWidth, Width]),
            ($"{part}.{expert}.{names.Up}.weight", [ExpertWidth, Width]),
            ($"{part}.{expert}.{names.Down}.weight", [Width, ExpertWidth]),
        });
}
