using System.Text.Json.Nodes;
using TorchSharp;

namespace Demur.Neural.Tests.Decoding;

/// <summary>One tiny configuration of each family, as its config.json has it.</summary>
internal static class TinyModels
{
    private const string Common = """
        "vocab_size": 61, "hidden_size": 24, "num_hidden_layers": 3, "num_attention_heads": 4, "num_key_value_heads": 2,
        "head_dim": 8, "intermediate_size": 40, "max_position_embeddings": 64, "initializer_range": 0.2
        """;

    private static readonly Dictionary<string, string> Extras = new(StringComparer.Ordinal)
    {
        ["llama"] = """ "model_type": "llama" """,
        ["llama-tied-linear"] = """ "model_type": "llama", "tie_word_embeddings": true, "attention_bias": true, "mlp_bias": true, "rope_scaling": {"type": "linear", "factor": 2.0} """,
        ["llama3"] = """ "model_type": "llama", "rope_theta": 500.0, "rope_scaling": {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 32} """,
        ["llama-dynamic"] = """ "model_type": "llama", "rope_scaling": {"type": "dynamic", "factor": 2.0, "original_max_position_embeddings": 16} """,
        ["llama-partial"] = """ "model_type": "llama", "partial_rotary_factor": 0.5 """,
        ["mistral"] = """ "model_type": "mistral", "sliding_window": 4 """,
        ["qwen2"] = """ "model_type": "qwen2", "tie_word_embeddings": true, "rope_scaling": {"type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32} """,
        ["qwen3"] = """ "model_type": "qwen3" """,
        ["gemma"] = """ "model_type": "gemma", "hidden_act": "gelu" """,
        ["gemma2"] = """ "model_type": "gemma2", "sliding_window": 4, "query_pre_attn_scalar": 12, "attn_logit_softcapping": 5.0, "final_logit_softcapping": 3.0 """,
        ["gemma3"] = """ "model_type": "gemma3_text", "sliding_window": 4, "sliding_window_pattern": 3, "query_pre_attn_scalar": 12, "rope_theta": 100000.0, "rope_local_base_freq": 1000.0, "rope_scaling": {"rope_type": "linear", "factor": 8.0} """,
        ["phi3"] = """ "model_type": "phi3" """,
        ["mixtral"] = """ "model_type": "mixtral", "num_local_experts": 6, "num_experts_per_tok": 2 """,
        ["qwen2-moe"] = """ "model_type": "qwen2_moe", "num_experts": 6, "num_experts_per_tok": 2, "moe_intermediate_size": 16, "shared_expert_intermediate_size": 20, "mlp_only_layers": [1] """,
        ["qwen3-moe"] = """ "model_type": "qwen3_moe", "num_experts": 6, "num_experts_per_tok": 3, "moe_intermediate_size": 16, "norm_topk_prob": true """,
        ["deepseek"] = """ "model_type": "deepseek", "n_routed_experts": 6, "n_shared_experts": 2, "num_experts_per_tok": 2, "moe_intermediate_size": 16, "first_k_dense_replace": 1, "norm_topk_prob": false """,
        ["deepseek-sigmoid"] = """ "model_type": "deepseek", "n_routed_experts": 6, "n_shared_experts": 1, "num_experts_per_tok": 2, "moe_intermediate_size": 16, "first_k_dense_replace": 1, "norm_topk_prob": true, "scoring_func": "sigmoid", "topk_method": "noaux_tc", "routed_scaling_factor": 1.5 """,
    };

    public static TheoryData<string> All => [.. Extras.Keys];

    public static ModelConfig Config(string name) => ModelConfig.Parse(JsonNode.Parse($"{{{Common}, {Extras[name]}}}")!.AsObject());

    public static CausalLm Create(string name, ulong seed = 5)
    {
        var model = CausalLm.Create(Config(name), seed);
        Roughen(model);
        return model;
    }

    public static torch.Tensor Ids(int rows, int columns, int seed = 1)
    {
        var state = (uint)seed;
        var ids = new long[rows * columns];
        for (var index = 0; index < ids.Length; index++)
        {
            state = (state * 1664525) + 1013904223;
            ids[index] = (state >> 16) % 61;
        }

        return torch.tensor(ids, [rows, columns]);
    }

    public static float Distance(torch.Tensor left, torch.Tensor right)
    {
        Assert.Equal(left.shape, right.shape);
        return left.sub(right).abs().max().item<float>();
    }

    // Neutral norms and zero biases would hide a norm or a bias left out.
    private static void Roughen(CausalLm model)
    {
        using var quiet = torch.no_grad();
        using var generator = new torch.Generator(3, torch.CPU);
        foreach (var parameter in model.Parameters.Where(parameter => parameter.Value.dim() == 1))
        {
            using var noise = torch.empty(parameter.Value.shape).normal_(0, 0.2, generator);
            parameter.Value.add_(noise);
        }
    }
}
