using Demur.Neural.Hooks;
using Demur.Neural.Tests.Decoding;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Hooks;

public sealed class ExpertsTests
{
    private const string Place = "blocks.1.moe.router";

    [Theory]
    [InlineData("mixtral")]
    [InlineData("qwen3-moe")]
    [InlineData("deepseek-sigmoid")]
    public void Suppressing_an_expert_that_no_token_chose_leaves_the_bits(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        var ids = TinyModels.Ids(1, 1);
        var plain = model.Forward(ids);
        var unused = Array.IndexOf(Weights(model, ids).data<float>().ToArray(), 0f);

        using var open = model.With(Experts.Suppress([new(1, unused)]));

        Assert.True(plain.equal(model.Forward(ids)).all().item<bool>());
    }

    [Fact]
    public void Suppressed_weights_go_to_the_others_and_no_expert_takes_the_place()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("deepseek");
        var ids = TinyModels.Ids(2, 6);
        var plain = Weights(model, ids);
        var suppressed = Weights(model, ids, Experts.Suppress([new(1, 3)]));
        var bare = Weights(model, ids, Experts.Suppress([new(1, 3)], renormalise: false));
        var mask = ones([6]);
        mask[3] = 0;

        Assert.Equal(0, suppressed.select(2, 3).abs().max().item<float>());
        Assert.InRange(TinyModels.Distance(plain.sum(-1), suppressed.sum(-1)), 0, 1e-6f);
        Assert.Equal(0, TinyModels.Distance(plain * mask, bare));
        Assert.True(suppressed.ne(0).le(plain.ne(0)).all().item<bool>());
    }

    [Fact]
    public void Excluded_experts_are_replaced_by_others_and_boosted_ones_are_always_chosen()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("qwen3-moe");
        var ids = TinyModels.Ids(2, 6);
        var excluded = Weights(model, ids, Experts.Exclude([new(1, 0), new(1, 4)]));
        var boosted = Weights(model, ids, Experts.Boost([new(1, 5)], factor: 2));

        Assert.Equal(0, excluded.select(2, 0).abs().max().item<float>() + excluded.select(2, 4).abs().max().item<float>());
        Assert.True(excluded.ne(0).sum(-1).eq(3).all().item<bool>());
        Assert.True(boosted.ne(0).sum(-1).eq(3).all().item<bool>());
        Assert.True(boosted.argmax(-1).eq(5).all().item<bool>());
        Assert.InRange(TinyModels.Distance(boosted.sum(-1), ones([2, 6])), 0, 1e-6f);
    }

    [Fact]
    public void Over_a_layer_the_choices_count_as_many_as_tokens_times_k_and_scopes_restore_them()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("mixtral");
        var ids = TinyModels.Ids(2, 6);
        var before = Weights(model, ids);

        using (model.With(Experts.Suppress([new(0, 1)])))
        using (model.With(Experts.Exclude([new(1, 1)])))
        {
            model.Forward(ids).Dispose();
        }

        Assert.Equal(2 * 12, before.ne(0).sum().item<long>());
        Assert.Equal(0, TinyModels.Distance(before, Weights(model, ids)));
    }

    [Theory]
    [InlineData("llama", 1, 0, "no experts")]
    [InlineData("deepseek", 0, 0, "Block 0 has no experts")]
    [InlineData("deepseek", 1, 6, "no expert 6")]
    public void Experts_that_are_not_there_are_refused(string family, int layer, int index, string reason)
    {
        using var model = TinyModels.Create(family);

        Assert.Contains(reason, Assert.Throws<DemurException>(() => model.With(Experts.Suppress([new(layer, index)]))).Message);
    }

    [Fact]
    public void A_choice_keeps_enough_experts_and_holds_no_more_than_it_has_places()
    {
        using var model = TinyModels.Create("deepseek");
        Expert[] five = [.. Enumerable.Range(0, 5).Select(index => new Expert(1, index))];

        Assert.Contains("at most 4", Assert.Throws<DemurException>(() => model.With(Experts.Exclude(five))).Message);
        Assert.Contains("at most 2", Assert.Throws<DemurException>(() => model.With(Experts.Boost(five))).Message);
    }

    private static Tensor Weights(CausalLm model, Tensor ids, params Intervention[] interventions)
    {
        using var capture = Capture.At(Place);
        using var open = model.With([.. interventions, capture]);
        model.Forward(ids).Dispose();
        return capture[Place].clone();
    }
}
