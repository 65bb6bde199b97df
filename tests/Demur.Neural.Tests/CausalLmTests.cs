using Demur.Neural.Checkpoints;
using Demur.Neural.Decoding;
using Demur.Neural.Tests.Decoding;
using static TorchSharp.torch;

namespace Demur.Neural.Tests;

public sealed class CausalLmTests
{
    public static TheoryData<string> Families => TinyModels.All;

    [Theory]
    [MemberData(nameof(Families))]
    public void A_model_saved_under_its_checkpoint_names_comes_back_bit_for_bit(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.safetensors");
        try
        {
            using (var source = model.AsTensorSource())
            {
                SafetensorsWriter.Write(path, source);
            }

            using var file = SafetensorsFile.Open(path);
            using var loaded = CausalLm.Load(file, ModelConfig.Parse(model.Config.ToJson()));
            var ids = TinyModels.Ids(2, 5);

            Assert.True(model.Forward(ids).equal(loaded.Forward(ids)).all().item<bool>());
            Assert.Equal(model.ContentHash(), loaded.ContentHash());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_seed_decides_the_weights_and_their_spread_follows_the_rule()
    {
        var config = TinyModels.Config("llama-tied-linear") with { Width = 128, MlpWidth = 352, InitialDeviation = 0.03 };
        using var model = CausalLm.Create(config, seed: 1);
        using var same = CausalLm.Create(config, seed: 1);
        using var other = CausalLm.Create(config, seed: 2);

        Assert.Equal(model.ContentHash(), same.ContentHash());
        Assert.NotEqual(model.ContentHash(), other.ContentHash());
        Assert.Equal(0.03, Deviation("model.layers.0.mlp.gate_proj.weight"), 0.001);
        Assert.Equal(0.03 / Math.Sqrt(6), Deviation("model.layers.2.mlp.down_proj.weight"), 0.001);
        Assert.Equal(0, Deviation("model.norm.weight"));
        Assert.Equal(0, Deviation("model.layers.1.self_attn.q_proj.bias"));

        double Deviation(string name)
        {
            using var view = model.Tensors[name].View();
            return view.std().item<float>();
        }
    }

    [Fact]
    public void Tensors_that_are_missing_unknown_or_mis_shaped_are_listed_in_one_sentence()
    {
        using var model = TinyModels.Create("llama");
        using var table = new TensorTable();
        foreach (var tensor in model.Tensors.Values.Where(tensor => tensor.Name != "model.norm.weight"))
        {
            long[] shape = tensor.Name == "model.layers.1.self_attn.k_proj.weight" ? [16, 23] : [.. tensor.Shape];
            table.Add(tensor.Name, shape, new float[shape.Aggregate(1L, (product, size) => product * size)]);
        }

        table.Add("model.layers.0.mlp.experts.gate_up_proj", [1], [0]);
        table.Add("model.layers.0.self_attn.rotary_emb.inv_freq", [1], [0]);

        var error = Assert.Throws<DemurException>(() => CausalLm.Load(table, model.Config));

        Assert.Equal(
            "The checkpoint does not fit its configuration (LlamaForCausalLM, 3 layers): it lacks 1 tensor(s): model.norm.weight; it has unknown 1 tensor(s): model.layers.0.mlp.experts.gate_up_proj; it has mis-shaped 1 tensor(s): model.layers.1.self_attn.k_proj.weight is [16, 23] and should be [16, 24].",
            error.Message);
    }

    [Theory]
    [InlineData("vocabulary", "mis-shaped")]
    [InlineData("layers", "do not belong together")]
    [InlineData("experts", "do not belong together")]
    public void A_configuration_far_larger_than_its_file_is_refused_before_memory_is_taken(string what, string reason)
    {
        using var model = TinyModels.Create("deepseek");
        using var source = model.AsTensorSource();
        var config = what switch
        {
            "vocabulary" => model.Config with { VocabularySize = 1 << 24, Width = 1 << 24 },
            "layers" => model.Config with { Layers = 4096, Moe = model.Config.Moe! with { Layers = [.. Enumerable.Repeat(true, 4096)] } },
            _ => model.Config with { Moe = model.Config.Moe! with { Experts = 4096 } },
        };

        Assert.Contains(reason, Assert.Throws<DemurException>(() => CausalLm.Load(source, config)).Message);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, 0.1)]
    [InlineData(ScalarType.Float16, 0.02)]
    public void Half_precision_computes_nearly_the_same(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("qwen3");
        using var source = model.AsTensorSource();
        using var half = CausalLm.Load(source, model.Config, type);
        using var cache = new KvCache();
        var ids = TinyModels.Ids(1, 6);

        half.Forward(ids.narrow(1, 0, 5), cache).Dispose();
        var last = half.Forward(ids.narrow(1, 5, 1), cache);

        Assert.Equal(type, last.dtype);
        Assert.InRange(TinyModels.Distance(model.Forward(ids).narrow(1, 5, 1), last.to(ScalarType.Float32)), 0, (float)tolerance);
    }

    [Fact]
    public void Logits_at_chosen_places_are_those_of_the_whole()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("qwen2");
        var ids = TinyModels.Ids(2, 5);
        var mask = tensor(new float[] { 1, 1, 1, 0, 0, 1, 1, 1, 1, 1 }, [2, 5]);
        var whole = model.Forward(ids, mask: mask);

        var last = model.Forward(ids, new ForwardOptions { Mask = mask, Logits = LogitsAt.Last });
        var chosen = model.Forward(ids, new ForwardOptions { Mask = mask, Logits = LogitsAt.Flat(tensor(new long[] { 1, 9, 5 })) });
        var stream = model.Forward(ids, new ForwardOptions { Mask = mask, Logits = LogitsAt.None });

        Assert.InRange(TinyModels.Distance(cat([whole[0][2].unsqueeze(0), whole[1][4].unsqueeze(0)], 0), last.squeeze(1)), 0, 1e-6f);
        Assert.InRange(TinyModels.Distance(whole.flatten(0, 1).index_select(0, tensor(new long[] { 1, 9, 5 })), chosen), 0, 1e-6f);
        Assert.Equal([2, 5, 24], stream.shape);
    }

    [Theory]
    [InlineData("llama")]
    [InlineData("gemma2")]
    [InlineData("qwen3-moe")]
    [InlineData("deepseek")]
    public void Gradients_are_those_of_finite_differences(string family)
    {
        using var scope = NewDisposeScope();
        var config = TinyModels.Config(family);
        using var single = TinyModels.Create(family);
        using var source = single.AsTensorSource();
        using var model = CausalLm.Load(source, config, ScalarType.Float64);
        var ids = TinyModels.Ids(2, 5);
        foreach (var parameter in model.Parameters)
        {
            parameter.Value.requires_grad = true;
        }

        Loss().backward();

        foreach (var parameter in model.Parameters)
        {
            var gradient = parameter.Value.grad!.flatten();
            var at = gradient.abs().argmax().item<long>();
            var expected = gradient[at].item<double>();
            var measured = (Shifted(parameter, at, 1e-5) - Shifted(parameter, at, -1e-5)) / 2e-5;
            Assert.True(Math.Abs(measured - expected) <= 1e-6 + (1e-4 * Math.Abs(expected)), $"{parameter.Name}: {measured} by differences, {expected} by the graph");
        }

        Tensor Loss() => model.Forward(ids).log_softmax(-1).select(2, 7).mean();

        double Shifted(ModelParameter parameter, long at, double by)
        {
            using var quiet = no_grad();
            var values = parameter.Value.view(-1).narrow(0, at, 1);
            values.add_(by);
            var loss = Loss().item<double>();
            values.sub_(by);
            return loss;
        }
    }

    [Fact]
    public void An_adapter_adds_to_its_own_rows_alone_and_takes_part_in_gradients()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create("llama");
        var ids = TinyModels.Ids(1, 4);
        var plain = model.Forward(ids);
        var adapter = new Shift(model.Linears["model.layers.1.self_attn.k_proj"].Outputs);

        model.Linears["model.layers.1.self_attn.k_proj"].Adapter = adapter;
        var adapted = model.Forward(ids);
        adapted.sum().backward();
        model.Linears["model.layers.1.self_attn.k_proj"].Adapter = null;

        Assert.True(TinyModels.Distance(plain, adapted.detach()) > 1e-4f);
        Assert.True(adapter.Weight.grad!.abs().max().item<float>() > 0);
        Assert.True(plain.equal(model.Forward(ids)).all().item<bool>());
    }

    [Theory]
    [InlineData("llama")]
    [InlineData("gemma")]
    public void Embeddings_in_place_of_ids_give_the_same_logits_and_take_gradients(string family)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(family);
        var ids = TinyModels.Ids(2, 5);
        var rows = model.Tensors["model.embed_tokens.weight"].View().index_select(0, ids.flatten()).view(2, 5, 24).requires_grad_(true);

        var logits = model.ForwardEmbeddings(rows, ForwardOptions.Default);
        logits.narrow(1, 2, 1).sum().backward();

        Assert.Equal(0, TinyModels.Distance(model.Forward(ids), logits.detach()));
        Assert.True(rows.grad!.narrow(1, 0, 3).abs().max().item<float>() > 0);
        Assert.Equal(0, rows.grad.narrow(1, 3, 2).abs().max().item<float>());
    }

    [Fact]
    public void Gradients_through_a_cache_are_refused()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create("llama");
        using var cache = new KvCache();
        model.Forward(TinyModels.Ids(1, 3), cache);
        model.Parameters[1].Value.requires_grad = true;

        Assert.Contains("no_grad", Assert.Throws<DemurException>(() => model.Forward(TinyModels.Ids(1, 3), cache)).Message);
        Assert.Equal(3, cache.Length);
    }

    [Fact]
    public void Ids_that_are_no_tokens_are_refused()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var cache = new KvCache();

        Assert.Contains("no token 61", Assert.Throws<DemurException>(() => model.Forward(tensor(new long[] { 3, 61 }, [1, 2]))).Message);
        Assert.Contains("no token -1", Assert.Throws<DemurException>(() => model.Forward(tensor(new long[] { -1 }, [1, 1]), cache)).Message);
        Assert.Contains("[batch, position]", Assert.Throws<DemurException>(() => model.Forward(tensor(new long[] { 3 }))).Message);
        Assert.Contains("Int64", Assert.Throws<DemurException>(() => model.Forward(tensor(new int[] { 3 }, [1, 1]))).Message);
        Assert.Contains("[2, 1]", Assert.Throws<DemurException>(() => model.Forward(TinyModels.Ids(1, 2), mask: ones([2, 1]))).Message);
        Assert.Equal(0, cache.Length);
    }

    [Fact]
    public void An_even_router_has_a_balance_loss_of_one_and_a_skewed_one_more()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("deepseek");
        using var skewed = new RouterBalance();
        using var even = new RouterBalance();
        model.Forward(TinyModels.Ids(2, 6), new ForwardOptions { Balance = skewed }).Dispose();
        foreach (var tensor in model.Tensors.Values.Where(tensor => tensor.Name.EndsWith("mlp.gate.weight", StringComparison.Ordinal)))
        {
            tensor.View().zero_();
        }

        model.Forward(TinyModels.Ids(2, 6), new ForwardOptions { Balance = even }).Dispose();

        Assert.Equal(1, even.Loss()!.item<float>(), 1e-5);
        Assert.True(skewed.Loss()!.item<float>() > 1.01f);
        Assert.Null(new RouterBalance().Loss());
    }

    private sealed class Shift(long outputs) : ILinearAdapter
    {
        public Tensor Weight { get; } = full([outputs], 0.5f, requires_grad: true);

        public Tensor Delta(Tensor input) => input.sum(-1, keepdim: true) * Weight;
    }
}
