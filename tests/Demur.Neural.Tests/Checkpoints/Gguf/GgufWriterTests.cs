using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Checkpoints.Gguf;

public sealed class GgufWriterTests
{
    public static TheoryData<string> Families => [.. TinyModel.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_model_of_each_family_is_read_back_under_its_own_names_with_its_own_values(string family)
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Of(family);

        GgufWriter.Write(folder["m.gguf"], model.Tensors, model.Config, TinyModel.Tokenizer);

        using var file = GgufFile.Open(folder["m.gguf"]);
        Assert.Equal(model.Tensors.Tensors.Keys.Order(StringComparer.Ordinal), file.Tensors.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, info) in model.Tensors.Tensors)
        {
            Assert.Equal(info.Shape, file.Tensors[name].Shape);
            var expected = Values(model.Tensors, name);
            var actual = Values(file, name);

            // One is added to Gemma's norms and taken away again, which costs the last bit.
            var tolerance = family.StartsWith("gemma", StringComparison.Ordinal) && name.Contains("norm", StringComparison.Ordinal) ? 2e-7f : 0f;
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
            Assert.Equal(actual, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(file.Bytes(name)).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void The_configuration_says_the_same_afterwards(string family)
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Of(family);

        GgufWriter.Write(folder["m.gguf"], model.Tensors, model.Config, TinyModel.Tokenizer);

        // llama.cpp has one name for Llama and Mistral.
        using var file = GgufFile.Open(folder["m.gguf"]);
        foreach (var (name, value) in model.Config)
        {
            var expected = name == "model_type" && family == "mistral" ? "llama" : value;
            Assert.True(JsonNode.DeepEquals(expected, file.Config[name]), $"{name}: {value} became {file.Config[name]}");
        }
    }

    [Fact]
    public void Experts_whose_weights_are_normalised_are_stored_under_the_architecture_that_does_so()
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Of("deepseek");
        model.Config["norm_topk_prob"] = true;

        GgufWriter.Write(folder["m.gguf"], model.Tensors, model.Config, TinyModel.Tokenizer);

        using var file = GgufFile.Open(folder["m.gguf"]);
        Assert.Equal("ernie4_5-moe", file.Metadata["general.architecture"]);
        Assert.True((bool)file.Config["norm_topk_prob"]!);
        Assert.Equal((2, "deepseek"), ((int)file.Config["n_shared_experts"]!, (string)file.Config["model_type"]!));
    }

    [Fact]
    public void Llama_3_scaling_survives_as_factors_of_the_frequencies()
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Of("llama");
        model.Config["rope_theta"] = 500000.0;
        model.Config["rope_scaling"] = JsonNode.Parse("""{"rope_type":"llama3","factor":32.0,"low_freq_factor":1.0,"high_freq_factor":4.0,"original_max_position_embeddings":8192}""");

        GgufWriter.Write(folder["m.gguf"], model.Tensors, model.Config, TinyModel.Tokenizer);

        using var file = GgufFile.Open(folder["m.gguf"]);
        Assert.True(JsonNode.DeepEquals(model.Config["rope_scaling"], file.Config["rope_scaling"]), file.Config.ToJsonString());
        Assert.DoesNotContain("rope_freqs.weight", file.Tensors.Keys);
    }

    [Theory]
    [InlineData("yarn", 4.0, 64)]
    [InlineData("linear", 2.0, null)]
    public void Other_scalings_survive_as_metadata(string type, double factor, int? original)
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Of("qwen2");
        var scaling = new JsonObject { ["rope_type"] = type, ["factor"] = factor };
        if (original is not null)
        {
            scaling["original_max_position_embeddings"] = original;
        }

        model.Config["rope_scaling"] = scaling;
        GgufWriter.Write(folder["m.gguf"], model.Tensors, model.Config, TinyModel.Tokenizer);

        using var file = GgufFile.Open(folder["m.gguf"]);
        Assert.True(JsonNode.DeepEquals(scaling, file.Config["rope_scaling"]), file.Config.ToJsonString());
    }

    [Fact]
    public void The_tokenizer_survives_and_is_filled_up_to_the_embedding()
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Of("llama");
        var tokenizer = TinyModel.Tokenizer with
        {
            Tokens = [.. TinyModel.Tokenizer.Tokens.Take(90)],
            Types = [.. TinyModel.Tokenizer.Types.Take(90)],
            Scores = [.. Enumerable.Range(0, 90).Select(id => -(float)id)],
            UnknownId = 3,
            PadId = 4,
            AddEos = false,
            AddSpacePrefix = true,
            ChatTemplate = "{{ messages[0]['content'] }} ä",
        };

        GgufWriter.Write(folder["m.gguf"], model.Tensors, model.Config, tokenizer);

        using var file = GgufFile.Open(folder["m.gguf"]);
        var read = file.Tokenizer!;
        Assert.Equal(TinyModel.Vocabulary, read.Tokens.Count);
        Assert.Equal(tokenizer.Tokens, read.Tokens.Take(90));
        Assert.Equal("[PAD90]", read.Tokens[90]);
        Assert.Equal(TokenType.Unused, read.Types[90]);
        Assert.Equal(tokenizer.Scores, read.Scores.Take(90));
        Assert.Equal(tokenizer.Merges, read.Merges);
        Assert.Equal(
            (tokenizer.BosId, tokenizer.EosId, tokenizer.UnknownId, tokenizer.PadId, tokenizer.AddBos, tokenizer.AddEos, tokenizer.AddSpacePrefix, tokenizer.ChatTemplate),
            (read.BosId, read.EosId, read.UnknownId, read.PadId, read.AddBos, read.AddEos, read.AddSpacePrefix, read.ChatTemplate));
    }

    [Fact]
    public void Matrices_are_quantised_and_everything_else_is_not()
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Of("mixtral");

        GgufWriter.Write(folder["m.gguf"], model.Tensors, model.Config, TinyModel.Tokenizer, new GgufOptions { Type = TensorType.Q80 });

        using var file = GgufFile.Open(folder["m.gguf"]);
        Assert.Equal(TensorType.Q80, file.Tensors["model.layers.1.block_sparse_moe.experts.3.w2.weight"].Type);
        Assert.Equal(TensorType.Q80, file.Tensors["model.layers.0.self_attn.k_proj.weight"].Type);
        Assert.Equal(TensorType.F32, file.Tensors["model.layers.0.block_sparse_moe.gate.weight"].Type);
        Assert.Equal(TensorType.F32, file.Tensors["model.layers.0.input_layernorm.weight"].Type);
        foreach (var name in file.Tensors.Keys.Where(name => file.Tensors[name].Type == TensorType.Q80))
        {
            // Half a step of the largest possible scale (0.25 / 127), and the scale's own rounding to 16 bits.
            var expected = Values(model.Tensors, name);
            Assert.All(expected.Zip(Values(file, name)), pair => Assert.Equal(pair.First, pair.Second, 0.25f / 254 * 1.13f));
        }
    }

    [Theory]
    [InlineData("llama", "model_type", "\"bert\"", "models of type 'bert' are not exported; known are llama, mistral")]
    [InlineData("llama", "hidden_act", "\"gelu\"", "does not compute llama with the activation 'gelu'")]
    [InlineData("mistral", "sliding_window", "16", "this model has one of 16")]
    [InlineData("gemma2", "query_pre_attn_scalar", "24", "this model by query_pre_attn_scalar 24")]
    [InlineData("gemma2", "final_logit_softcapping", "null", "llama.cpp caps the logits of this family")]
    [InlineData("qwen2_moe", "norm_topk_prob", "true", "with norm_topk_prob false, and the model asks for the opposite")]
    [InlineData("deepseek", "n_shared_experts", "0", "at least one shared expert")]
    [InlineData("deepseek", "scoring_func", "\"sigmoid\"", "with a softmax router")]
    [InlineData("qwen3_moe", "mlp_only_layers", "[0]", "the model has dense layers")]
    [InlineData("llama", "rope_scaling", """{"rope_type":"dynamic","factor":2.0}""", "the rotary scaling 'dynamic' has no place in a GGUF file")]
    [InlineData("llama", "hidden_size", "-1", "The configuration's hidden_size is not what was expected: a whole number")]
    [InlineData("llama", "num_attention_heads", "8", "it should have 8 heads of 16 rows")]
    [InlineData("mixtral", "num_local_experts", "5", "the experts 0 to 4 were expected in this block, and the checkpoint has 4")]
    [InlineData("qwen2", "model_type", "\"phi3\"", "has no place for it")]
    [InlineData("llama", "vocab_size", "95", "the tokenizer has 96 tokens, and the embedding 95 rows")]
    public void What_llama_cpp_would_compute_otherwise_is_refused(string family, string field, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Of(family);
        model.Config[field] = JsonNode.Parse(value);

        var error = Assert.Throws<DemurException>(() => GgufWriter.Write(folder["m.gguf"], model.Tensors, model.Config, TinyModel.Tokenizer));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.FullPath));
    }

    private static float[] Values(ITensorSource tensors, string name)
    {
        var values = new float[tensors.Tensors[name].Count];
        tensors.Read(name, values);
        return values;
    }
}
