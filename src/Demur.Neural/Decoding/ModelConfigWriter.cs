using System.Text.Json.Nodes;

namespace Demur.Neural.Decoding;

/// <summary>Writes <c>config.json</c>; what equals the reader's default for a family is written too, so that other programs need no defaults.</summary>
internal static class ModelConfigWriter
{
    public static JsonObject Write(ModelConfig config)
    {
        var json = new JsonObject
        {
            ["architectures"] = new JsonArray(FamilyNames.Architecture(config.Family)),
            ["model_type"] = FamilyNames.Type(config.Family),
            ["vocab_size"] = config.VocabularySize,
            ["hidden_size"] = config.Width,
            ["num_hidden_layers"] = config.Layers,
            ["num_attention_heads"] = config.Heads,
            ["num_key_value_heads"] = config.KeyValueHeads,
            ["head_dim"] = config.HeadWidth,
            ["intermediate_size"] = config.MlpWidth,
            ["max_position_embeddings"] = config.ContextLength,
            ["hidden_act"] = Name(config.Activation),
            ["rms_norm_eps"] = config.NormEpsilon,
            ["tie_word_embeddings"] = config.TiedEmbeddings,
            ["initializer_range"] = config.InitialDeviation,
        };
        WriteAttention(config, json);
        WriteRope(config, json);
        WriteTokens(config, json);
        if (config.Moe is { } moe)
        {
            WriteMoe(config, moe, json);
        }

        return json;
    }

    private static string Name(Activation activation) => activation switch
    {
        Activation.Gelu => "gelu",
        Activation.GeluTanh => "gelu_pytorch_tanh",
        _ => "silu",
    };

    private static void WriteAttention(ModelConfig config, JsonObject json)
    {
        if (config.Family is ModelFamily.Qwen2 or ModelFamily.Qwen2Moe)
        {
            json["qkv_bias"] = config.QueryBias;
        }
        else
        {
            json["attention_bias"] = config.QueryBias;
        }

        if (config.Family == ModelFamily.Llama)
        {
            json["mlp_bias"] = config.MlpBias;
        }

        if (config.NormPlusOne)
        {
            json["hidden_activation"] = Name(config.Activation);
        }

        if (config.PostNorms)
        {
            json["query_pre_attn_scalar"] = config.AttentionScale > 0 ? Math.Round(1 / (config.AttentionScale * config.AttentionScale), 6) : config.HeadWidth;
            json["attn_logit_softcapping"] = config.AttentionSoftCap;
            json["final_logit_softcapping"] = config.LogitSoftCap;
        }

        if (config.RotaryWidth > 0)
        {
            json["partial_rotary_factor"] = (double)config.RotaryWidth / config.HeadWidth;
        }

        if (config.SlidingWindow is { } window)
        {
            json["sliding_window"] = window;
            json["use_sliding_window"] = true;
            json["layer_types"] = new JsonArray([.. Enumerable.Range(0, config.Layers).Select(layer => (JsonNode)(config.IsLocal(layer) ? "sliding_attention" : "full_attention"))]);
        }
        else
        {
            json["sliding_window"] = null;
        }
    }

    private static void WriteRope(ModelConfig config, JsonObject json)
    {
        json["rope_theta"] = config.Rope.Base;
        json["rope_scaling"] = Scaling(config.Rope);
        if (config.LocalRope is { } local)
        {
            json["rope_local_base_freq"] = local.Base;
        }
    }

    private static JsonObject? Scaling(RopeConfig rope)
    {
        if (rope.Scaling == RopeScaling.None)
        {
            return null;
        }

        var json = new JsonObject { ["rope_type"] = rope.Scaling.ToString().ToLowerInvariant(), ["factor"] = rope.Factor };
        if (rope.OriginalContext > 0)
        {
            json["original_max_position_embeddings"] = rope.OriginalContext;
        }

        if (rope.Scaling == RopeScaling.Llama3)
        {
            json["low_freq_factor"] = rope.LowFrequencyFactor;
            json["high_freq_factor"] = rope.HighFrequencyFactor;
        }
        else if (rope.Scaling == RopeScaling.Yarn)
        {
            json["beta_fast"] = rope.BetaFast;
            json["beta_slow"] = rope.BetaSlow;
            json["truncate"] = rope.Truncate;
            Set(json, "attention_factor", rope.AttentionFactor);
            Set(json, "mscale", rope.ScaleAll);
            Set(json, "mscale_all_dim", rope.ScaleAllDimensions);
        }

        return json;
    }

    private static void Set(JsonObject json, string name, double? value)
    {
        if (value is { } given)
        {
            json[name] = given;
        }
    }

    private static void WriteTokens(ModelConfig config, JsonObject json)
    {
        json["bos_token_id"] = config.BosToken;
        json["eos_token_id"] = config.EosTokens.Count switch
        {
            0 => null,
            1 => config.EosTokens[0],
            _ => new JsonArray([.. config.EosTokens.Select(token => (JsonNode)token)]),
        };
        json["pad_token_id"] = config.PadToken;
    }

    private static void WriteMoe(ModelConfig config, MoeConfig moe, JsonObject json)
    {
        json["num_experts_per_tok"] = moe.TopK;
        json["norm_topk_prob"] = moe.Normalise;
        switch (config.Family)
        {
            case ModelFamily.Mixtral:
                json["num_local_experts"] = moe.Experts;
                json["intermediate_size"] = moe.ExpertWidth;
                break;
            case ModelFamily.DeepSeekMoe:
                WriteDeepSeek(moe, json);
                break;
            default:
                json["num_experts"] = moe.Experts;
                json["moe_intermediate_size"] = moe.ExpertWidth;
                json["decoder_sparse_step"] = 1;
                json["mlp_only_layers"] = new JsonArray([.. Enumerable.Range(0, config.Layers).Where(layer => !moe.Layers[layer]).Select(layer => (JsonNode)layer)]);
                if (moe.SharedWidth > 0)
                {
                    json["shared_expert_intermediate_size"] = moe.SharedWidth;
                }

                break;
        }
    }

    private static void WriteDeepSeek(MoeConfig moe, JsonObject json)
    {
        json["n_routed_experts"] = moe.Experts;
        json["moe_intermediate_size"] = moe.ExpertWidth;
        json["n_shared_experts"] = moe.SharedWidth / moe.ExpertWidth;
        var first = moe.Layers.TakeWhile(has => !has).Count();
        json["first_k_dense_replace"] = first;
        json["moe_layer_freq"] = Enumerable.Range(1, moe.Layers.Count)
            .FirstOrDefault(step => moe.Layers.Select((has, layer) => has == (layer >= first && layer % step == 0)).All(same => same), 1);
        json["scoring_func"] = moe.Sigmoid ? "sigmoid" : "softmax";
        json["topk_method"] = moe.SelectionBias ? "noaux_tc" : "greedy";
        json["routed_scaling_factor"] = moe.Scale;
    }
}
