using Demur.Neural.Checkpoints;
using Demur.Neural.Hooks;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tests.Decoding;
using Demur.Neural.Training;
using TorchSharp;

namespace Demur.Neural.Tests.Training;

public sealed class LoraAdaptersTests
{
    private static readonly TrainerOptions Options = new() { Steps = 20, BatchSize = 8, WarmUpSteps = 2, LearningRate = 1e-2 };

    [Fact]
    public void Fresh_adapters_change_nothing_and_training_leaves_the_model_alone()
    {
        using var model = TinyModel.Create();
        var plain = Logits(model);
        var weights = TinyModel.Weights(model);

        using var adapters = new LoraAdapters(model.Linears.Values, new LoraOptions { Rank = 4 });

        Assert.Equal(plain, Logits(model));
        Train(model, adapters);
        Assert.Equal(weights, TinyModel.Weights(model));
        Assert.NotEqual(plain, Logits(model));
    }

    [Fact]
    public void Merged_weights_compute_what_the_adapters_do_and_unmerging_restores_every_bit()
    {
        using var model = TinyModel.Create();
        using var adapters = new LoraAdapters(model.Linears.Values, new LoraOptions { Rank = 4 });
        Train(model, adapters);
        var weights = TinyModel.Weights(model);
        var adapted = Logits(model);

        adapters.Merge();
        var merged = Logits(model);
        adapters.Unmerge();

        Assert.InRange(adapted.Zip(merged, (left, right) => Math.Abs(left - right)).Max(), 0, 1e-4);
        Assert.Equal(weights, TinyModel.Weights(model));
        Assert.Equal(adapted, Logits(model));
    }

    [Fact]
    public void Saved_adapters_load_to_the_same_logits_under_the_names_of_PEFT()
    {
        using var folder = new TemporaryFolder();
        using var model = TinyModel.Create();
        using var adapters = new LoraAdapters(model.Linears.Values, new LoraOptions { Rank = 4, Alpha = 8, Targets = ["*.q_proj", "*.down_proj"] });
        Train(model, adapters);
        adapters.Save(folder.FullPath);

        using var second = TinyModel.Create();
        using var loaded = LoraAdapters.Load(second.Linears.Values, folder.FullPath);

        Assert.Equal(Logits(model), Logits(second));
        using var file = SafetensorsFile.Open(Path.Combine(folder.FullPath, "adapter_model.safetensors"));
        Assert.Equal(8, file.Tensors.Count);
        Assert.Equal([4, 16], file.Tensors["base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight"].Shape);
        Assert.Equal([16, 4], file.Tensors["base_model.model.model.layers.1.mlp.down_proj.lora_B.weight"].Shape);
    }

    [Theory]
    [InlineData("mixtral", "model.layers.1.block_sparse_moe.experts.2.w2")]
    [InlineData("deepseek", "model.layers.1.mlp.experts.2.down_proj")]
    public void Routed_experts_take_adapters_one_by_one_with_and_without_a_cache_and_merge(string family, string down)
    {
        using var scope = torch.NewDisposeScope();
        using var model = TinyModels.Create(family);
        var weights = TinyModel.Weights(model);
        using var adapters = new LoraAdapters(model.Linears.Values, new LoraOptions { Rank = 2, Targets = ["*.experts.*"] });
        Train(model, adapters);
        using var file = new TemporaryFolder();
        adapters.Save(file.FullPath);

        using var quiet = torch.no_grad();
        var ids = TinyModels.Ids(2, 7);
        var adapted = model.Forward(ids);
        using var cache = new KvCache();
        var steps = torch.cat([.. Enumerable.Range(0, 7).Select(position => model.Forward(ids.narrow(1, position, 1), cache))], 1);
        adapters.Merge();
        var merged = model.Forward(ids);
        var moved = model.Linears[down].Weight.View().clone();
        adapters.Unmerge();

        Assert.InRange(TinyModels.Distance(adapted, steps), 0, 1e-5f);
        Assert.InRange(TinyModels.Distance(adapted, merged), 0, 1e-4f);
        Assert.True(TinyModels.Distance(moved, model.Linears[down].Weight.View()) > 1e-4f);
        Assert.Equal(weights, TinyModel.Weights(model));
        using var second = TinyModels.Create(family);
        using var loaded = LoraAdapters.Load(second.Linears.Values, file.FullPath);
        Assert.Equal(0, TinyModels.Distance(adapted, second.Forward(ids)));
    }

    [Fact]
    public void An_adapter_on_one_expert_moves_only_the_tokens_that_chose_it()
    {
        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        using var model = TinyModels.Create("qwen3-moe");
        var ids = TinyModels.Ids(1, 12);
        using var routes = Capture.At("blocks.1.moe.router");
        using var before = Capture.At("blocks.1.mlp.out");
        using (model.With(routes, before))
        {
            model.Forward(ids);
        }

        using var adapters = new LoraAdapters(model.Linears.Values, new LoraOptions { Rank = 2, Targets = ["model.layers.1.mlp.experts.3.down_proj"] });
        adapters.Parameters[1].Value.fill_(0.5f);
        using var after = Capture.At("blocks.1.mlp.out");
        using (model.With(after))
        {
            model.Forward(ids);
        }

        var chosen = routes["blocks.1.moe.router"].select(2, 3).ne(0).flatten().data<bool>().ToArray();
        var moved = (before["blocks.1.mlp.out"] - after["blocks.1.mlp.out"]).abs().sum(-1).gt(1e-6f).flatten().data<bool>().ToArray();
        Assert.Equal(chosen, moved);
        Assert.Contains(true, chosen);
        Assert.Contains(false, chosen);
    }

    [Fact]
    public void Patterns_that_match_nothing_are_answered_with_names_that_exist()
    {
        using var model = TinyModel.Create();

        var error = Assert.Throws<DemurException>(() => new LoraAdapters(model.Linears.Values, new LoraOptions { Targets = ["*.query"] }));

        Assert.Equal(ErrorCode.UnknownName, error.Code);
        Assert.Contains("model.layers.0.self_attn.q_proj", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sets_of_adapters_on_one_map_are_refused()
    {
        using var model = TinyModel.Create();
        using var first = new LoraAdapters(model.Linears.Values, new LoraOptions());

        var error = Assert.Throws<DemurException>(() => new LoraAdapters(model.Linears.Values, new LoraOptions()));

        Assert.Equal(ErrorCode.Conflict, error.Code);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"r\": \"eight\", \"lora_alpha\": 1, \"target_modules\": [\"q_proj\"]}")]
    public void A_broken_configuration_is_named(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.FullPath, "adapter_config.json"), text);
        using var model = TinyModel.Create();

        var error = Assert.Throws<DemurException>(() => LoraAdapters.Load(model.Linears.Values, folder.FullPath));

        Assert.Contains("adapter_config.json", error.Message, StringComparison.Ordinal);
    }

    private static void Train(CausalLm model, LoraAdapters adapters) =>
        new Trainer(adapters, Options).Run(TinyModel.Counting(32), LanguageModelLoss.CrossEntropy(model), cancellationToken: TestContext.Current.CancellationToken);

    private static float[] Logits(CausalLm model)
    {
        using var quiet = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return model.Forward(torch.tensor(new long[] { 3, 4, 5, 6 }, [1, 4])).data<float>().ToArray();
    }
}
