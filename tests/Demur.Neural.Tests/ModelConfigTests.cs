using System.Text.Json.Nodes;
using CsCheck;
using Demur.Neural.Decoding;

namespace Demur.Neural.Tests;

public sealed class ModelConfigTests
{
    // The public configurations of these models, reduced to the fields that decide something.
    private const string Llama31 = """
        {"architectures":["LlamaForCausalLM"],"model_type":"llama","bos_token_id":128000,"eos_token_id":[128001,128008,128009],"hidden_act":"silu","hidden_size":4096,"initializer_range":0.02,
        "intermediate_size":14336,"max_position_embeddings":131072,"num_attention_heads":32,"num_hidden_layers":32,"num_key_value_heads":8,"rms_norm_eps":1e-05,
        "rope_scaling":{"factor":8.0,"low_freq_factor":1.0,"high_freq_factor":4.0,"original_max_position_embeddings":8192,"rope_type":"llama3"},"rope_theta":500000.0,"tie_word_embeddings":false,"vocab_size":128256}
        """;

    private const string Gemma3 = """
        {"architectures":["Gemma3ForCausalLM"],"model_type":"gemma3_text","head_dim":256,"hidden_activation":"gelu_pytorch_tanh","hidden_size":1152,"intermediate_size":6912,"max_position_embeddings":32768,
        "num_attention_heads":4,"num_hidden_layers":26,"num_key_value_heads":1,"query_pre_attn_scalar":256,"rms_norm_eps":1e-06,"rope_local_base_freq":10000,"rope_theta":1000000,"sliding_window":512,
        "sliding_window_pattern":6,"vocab_size":262144,"attn_logit_softcapping":null,"final_logit_softcapping":null,"rope_scaling":null}
        """;

    private const string DeepSeekMoe = """
        {"architectures":["DeepseekForCausalLM"],"model_type":"deepseek","first_k_dense_replace":1,"hidden_act":"silu","hidden_size":2048,"intermediate_size":10944,"max_position_embeddings":4096,"moe_intermediate_size":1408,
        "moe_layer_freq":1,"n_routed_experts":64,"n_shared_experts":2,"norm_topk_prob":false,"num_attention_heads":16,"num_experts_per_tok":6,"num_hidden_layers":28,"num_key_value_heads":16,"rms_norm_eps":1e-06,
        "rope_scaling":null,"rope_theta":10000,"scoring_func":"softmax","tie_word_embeddings":false,"vocab_size":102400}
        """;

    [Fact]
    public void Llama_3_1_is_read_as_published()
    {
        var config = Parse(Llama31);

        Assert.Equal((ModelFamily.Llama, 128, 8, false), (config.Family, config.HeadWidth, config.KeyValueHeads, config.TiedEmbeddings));
        Assert.Equal((RopeScaling.Llama3, 8.0, 8192, 500_000.0), (config.Rope.Scaling, config.Rope.Factor, config.Rope.OriginalContext, config.Rope.Base));
        Assert.Equal([128001, 128008, 128009], config.EosTokens);
        Assert.Null(config.SlidingWindow);
    }

    [Fact]
    public void Gemma_3_alternates_five_local_layers_and_a_global_one_with_their_own_bases()
    {
        var config = Parse(Gemma3);

        Assert.Equal([true, true, true, true, true, false, true], config.LocalLayers.Take(7));
        Assert.Equal((1_000_000.0, 10_000.0), (config.Rope.Base, config.LocalRope!.Base));
        Assert.True(config is { TiedEmbeddings: true, NormPlusOne: true, PostNorms: true, QueryKeyNorm: true, AttentionSoftCap: null });
        Assert.Equal(1 / 16.0, config.AttentionScale, 12);
        Assert.Equal(Math.Sqrt(1152), config.EmbeddingScale, 12);
    }

    [Fact]
    public void Gemma_3_in_the_newer_spelling_is_the_same_model()
    {
        var json = JsonNode.Parse(Gemma3)!.AsObject();
        json.Remove("rope_theta");
        json.Remove("rope_local_base_freq");
        json.Remove("sliding_window_pattern");
        json["rope_parameters"] = JsonNode.Parse("""{"full_attention":{"rope_type":"default","rope_theta":1000000},"sliding_attention":{"rope_type":"default","rope_theta":10000}}""");
        json["layer_types"] = new JsonArray([.. Enumerable.Range(0, 26).Select(layer => (JsonNode)((layer + 1) % 6 == 0 ? "full_attention" : "sliding_attention"))]);

        var (older, newer) = (Parse(Gemma3), ModelConfig.Parse(json));

        Assert.Equal(older.LocalLayers, newer.LocalLayers);
        Assert.Equal(older with { LocalLayers = [] }, newer with { LocalLayers = [] });
    }

    [Fact]
    public void DeepSeek_MoE_has_a_dense_first_layer_and_shared_experts_of_their_summed_width()
    {
        var config = Parse(DeepSeekMoe);

        Assert.Equal((64, 6, 1408, 2816), (config.Moe!.Experts, config.Moe.TopK, config.Moe.ExpertWidth, config.Moe.SharedWidth));
        Assert.False(config.IsMoe(0));
        Assert.True(config.IsMoe(1) && config is { Moe: { Normalise: false, Sigmoid: false, SharedGate: false } });
    }

    [Fact]
    public void Experts_in_every_second_layer_are_written_and_read_alike()
    {
        var json = JsonNode.Parse(DeepSeekMoe)!.AsObject();
        json["moe_layer_freq"] = 2;
        var config = ModelConfig.Parse(json);

        Assert.Equal([false, false, true, false, true], config.Moe!.Layers.Take(5));
        Assert.Equal(config.Moe.Layers, ModelConfig.Parse(config.ToJson()).Moe!.Layers);
    }

    [Fact]
    public void Qwen_ignores_its_window_unless_it_is_switched_on()
    {
        const string Qwen = """{"model_type":"qwen2","vocab_size":9,"hidden_size":8,"num_hidden_layers":4,"num_attention_heads":2,"intermediate_size":8,"sliding_window":16,"max_window_layers":2,"use_sliding_window":false}""";

        Assert.Null(Parse(Qwen).SlidingWindow);
        Assert.Equal([false, false, true, true], Parse(Qwen.Replace("\"use_sliding_window\":false", "\"use_sliding_window\":true", StringComparison.Ordinal)).LocalLayers);
        Assert.True(Parse(Qwen) is { QueryBias: true, OutputBias: false });
    }

    [Theory]
    [InlineData("""{"model_type":"deepseek_v3","architectures":["DeepseekV3ForCausalLM"]}""", "the architecture DeepseekV3ForCausalLM")]
    [InlineData("{}", "none named")]
    [InlineData("""{"model_type":"llama"}""", "hidden_size is missing")]
    [InlineData("""{"model_type":"llama","hidden_size":"wide"}""", "hidden_size is \"wide\", expected a number")]
    [InlineData("""{"model_type":"llama","hidden_size":2.5}""", "hidden_size is 2.5, expected a whole number")]
    [InlineData("""{"model_type":"llama","hidden_size":8,"num_hidden_layers":999999999}""", "num_hidden_layers is 999999999")]
    [InlineData("""{"model_type":"llama","hidden_size":8,"num_hidden_layers":1,"num_attention_heads":3}""", "not a multiple")]
    [InlineData("""{"model_type":"llama","hidden_size":8,"num_hidden_layers":1,"num_attention_heads":2,"num_key_value_heads":3,"intermediate_size":8,"vocab_size":9}""", "num_key_value_heads 3")]
    [InlineData("""{"model_type":"llama","hidden_size":8,"num_hidden_layers":1,"num_attention_heads":2,"intermediate_size":8,"vocab_size":9,"hidden_act":"relu"}""", "relu")]
    [InlineData("""{"model_type":"llama","hidden_size":8,"num_hidden_layers":1,"num_attention_heads":2,"intermediate_size":8,"vocab_size":9,"rope_scaling":{"type":"longrope","factor":2}}""", "longrope")]
    [InlineData("""{"model_type":"llama","hidden_size":8,"num_hidden_layers":1,"num_attention_heads":2,"intermediate_size":8,"vocab_size":9,"rope_scaling":{"type":"linear"}}""", "factor is missing")]
    [InlineData("""{"model_type":"mistral","hidden_size":8,"num_hidden_layers":2,"num_attention_heads":2,"intermediate_size":8,"vocab_size":9,"sliding_window":4,"layer_types":["full_attention"]}""", "layer_types")]
    [InlineData("""{"model_type":"mixtral","hidden_size":8,"num_hidden_layers":2,"num_attention_heads":2,"intermediate_size":8,"vocab_size":9,"num_local_experts":2,"num_experts_per_tok":3}""", "more than the 2 experts")]
    public void What_cannot_be_computed_is_refused_in_a_sentence_that_names_it(string json, string reason)
    {
        var error = Assert.Throws<DemurException>(() => Parse(json));

        Assert.Contains(reason, error.Message);
        Assert.StartsWith("config.json", error.Message);
        Assert.Equal(ErrorCode.BadInput, error.Code);
    }

    [Fact]
    public void Values_of_any_kind_in_any_field_end_in_a_configuration_or_a_clear_error()
    {
        var fields = JsonNode.Parse(Gemma3)!.AsObject().Concat(JsonNode.Parse(DeepSeekMoe)!.AsObject()).Select(pair => pair.Key).Append("layer_types").Append("rope_parameters").Distinct().ToArray();
        string[] values = ["null", "-1", "0", "1e308", "1e999", "\"x\"", "[]", "{}", "[null]", "[1,\"a\"]", "true", "12345678901234567890", "0.5", "{\"full_attention\":{}}", "{\"type\":5}"];
        string[] bases = [Llama31, Gemma3, DeepSeekMoe];

        Gen.Select(Gen.Int[0, bases.Length - 1], Gen.Int[0, fields.Length - 1], Gen.Int[0, values.Length - 1]).Sample(
            (which, field, value) =>
            {
                var json = bases[which].TrimEnd();
                var parsed = JsonNode.Parse(json)!.AsObject();
                parsed[fields[field]] = JsonNode.Parse(values[value]);
                try
                {
                    Assert.True(ModelConfig.Parse(parsed).Layers > 0);
                }
                catch (DemurException error)
                {
                    Assert.StartsWith("config.json", error.Message);
                }
            },
            iter: 3000);
    }

    private static ModelConfig Parse(string json) => ModelConfig.Parse(JsonNode.Parse(json)!.AsObject());
}
