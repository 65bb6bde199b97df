using Demur.Neural.Hooks;
using Demur.Neural.Tests.Decoding;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Hooks;

public sealed class HookScopeTests
{
    public static TheoryData<string> Families => TinyModels.All;

    [Theory]
    [MemberData(nameof(Families))]
    public void Before_under_and_after_a_capture_the_logits_have_the_same_bits(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        var ids = TinyModels.Ids(2, 7);
        var before = model.Forward(ids);

        using var capture = Capture.At(["embed", "blocks.*.resid_*", "blocks.*.attn.out", "blocks.*.mlp.*", "final.norm"]);
        Tensor under;
        using (model.With(capture))
        {
            under = model.Forward(ids);
        }

        Assert.True(before.equal(under).all().item<bool>());
        Assert.True(before.equal(model.Forward(ids)).all().item<bool>());
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_place_of_the_inventory_is_passed_with_the_shape_it_states(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        using var capture = Capture.At("*");

        using (model.With(capture))
        {
            model.Forward(TinyModels.Ids(2, 7)).Dispose();
        }

        foreach (var point in model.Hooks.Inventory())
        {
            var expected = point.Shape.Select(size => size switch { "batch" => 2L, "position" or "key" => 7L, _ => long.Parse(size) });
            Assert.Equal(expected, capture[point.Name].shape);
        }

        Assert.Equal(model.Hooks.Inventory().Count, capture.Names.Count);
    }

    [Fact]
    public void A_pattern_that_names_nothing_is_refused_with_near_names()
    {
        using var model = TinyModels.Create("llama");

        var error = Assert.Throws<DemurException>(() => model.With(Capture.At("blocks.2.resid_pots")));
        var beyond = Assert.Throws<DemurException>(() => model.With(Capture.At("blocks.9.resid_post")));

        Assert.Equal(ErrorCode.UnknownName, error.Code);
        Assert.Contains("blocks.2.resid_post", error.Message);
        Assert.Contains("blocks.", beyond.Message);
        Assert.Null(model.Hooks.Ambient);
    }

    [Fact]
    public void Interventions_act_in_order_and_a_capture_sees_those_before_it()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var first = Capture.At("blocks.1.resid_pre");
        using var second = Capture.At("blocks.1.resid_pre");
        using var third = Capture.At("blocks.1.resid_pre");

        using (model.With(first, Rewrite.At("blocks.1.resid_pre", (_, value) => value + 1), second))
        using (model.With(Rewrite.At("blocks.1.resid_pre", (_, value) => value * 2), third))
        {
            model.Forward(TinyModels.Ids(1, 4)).Dispose();
        }

        var plain = first["blocks.1.resid_pre"];
        Assert.Equal(0, TinyModels.Distance(plain + 1, second["blocks.1.resid_pre"]));
        Assert.Equal(0, TinyModels.Distance((plain + 1) * 2, third["blocks.1.resid_pre"]));
    }

    [Fact]
    public void Scopes_end_in_any_order_and_after_an_exception()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        var ids = TinyModels.Ids(1, 4);
        var plain = model.Forward(ids);
        var outer = model.With(Rewrite.At("logits", (_, value) => value + 1));
        var inner = model.With(Rewrite.At("logits", (_, value) => value * 3));

        outer.Dispose();
        var innerOnly = model.Forward(ids);
        inner.Dispose();
        Assert.Throws<InvalidOperationException>(() =>
        {
            using var broken = model.With(Rewrite.At("embed", (_, _) => throw new InvalidOperationException("broken")));
            model.Forward(ids).Dispose();
        });

        Assert.Equal(0, TinyModels.Distance(plain * 3, innerOnly));
        Assert.Null(model.Hooks.Ambient);
        Assert.True(plain.equal(model.Forward(ids)).all().item<bool>());
    }

    [Fact]
    public async Task Two_flows_on_one_model_do_not_see_each_others_scopes()
    {
        using var model = TinyModels.Create("llama");
        using var ids = TinyModels.Ids(1, 4);
        using var plain = Run();
        using var bothOpen = new Barrier(2);

        async Task<float> Shifted(float by)
        {
            await Task.Yield();
            using var open = model.With(Rewrite.At("logits", (_, value) => value + by));
            bothOpen.SignalAndWait(TestContext.Current.CancellationToken);
            var worst = 0f;
            for (var turn = 0; turn < 20; turn++)
            {
                await Task.Yield();
                using var logits = Run();
                worst = Math.Max(worst, TinyModels.Distance(logits, plain + by));
            }

            return worst;
        }

        var results = await Task.WhenAll(Task.Run(() => Shifted(1)), Task.Run(() => Shifted(100)));

        Assert.All(results, worst => Assert.InRange(worst, 0, 1e-4f));

        Tensor Run()
        {
            using var quiet = no_grad();
            return model.Forward(ids);
        }
    }

    [Fact]
    public void A_plan_acts_on_its_call_alone_and_once_where_it_is_in_force_already()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        var ids = TinyModels.Ids(1, 4);
        var plain = model.Forward(ids);
        var addition = Rewrite.At("logits", (_, value) => value + 1);
        var plan = model.Hooks.Plan(addition);

        var called = model.Forward(ids, new ForwardOptions { Plan = plan });
        using var open = model.With(addition);
        var both = model.Forward(ids, new ForwardOptions { Plan = model.Hooks.Ambient });

        Assert.Equal(0, TinyModels.Distance(plain + 1, called));
        Assert.Equal(0, TinyModels.Distance(plain + 1, both));
    }

    [Fact]
    public void Captured_values_outlive_scopes_and_later_forwards_unchanged()
    {
        using var model = TinyModels.Create("llama");
        using var capture = Capture.At("blocks.*.resid_post");
        using var quiet = no_grad();
        float[] first;
        using (NewDisposeScope())
        using (model.With(capture))
        {
            using var cache = new KvCache();
            model.Forward(TinyModels.Ids(1, 4), cache);
            first = capture["blocks.2.resid_post"].data<float>().ToArray();
            model.Forward(TinyModels.Ids(1, 4, seed: 9), cache);
        }

        Assert.Equal(first, capture.All("blocks.2.resid_post")[0].data<float>().ToArray());
        Assert.Equal(2, capture.All("blocks.2.resid_post").Count);
        Assert.NotEqual(first, capture["blocks.2.resid_post"].data<float>().ToArray());
    }

    [Fact]
    public void A_forward_that_stops_early_gives_the_bits_of_the_full_one_and_leaves_the_cache()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("qwen3");
        using var cache = new KvCache();
        using var capture = Capture.At("blocks.1.resid_post");
        model.Forward(TinyModels.Ids(1, 5), cache);
        var next = TinyModels.Ids(1, 3, seed: 4);

        var early = model.Forward(next, new ForwardOptions { StopAfterLayer = 1, Cache = cache });
        Assert.Equal(5, cache.Length);
        using (model.With(capture))
        {
            model.Forward(next, cache);
        }

        Assert.True(early.equal(capture["blocks.1.resid_post"]).all().item<bool>());
        Assert.Throws<DemurException>(() => model.Forward(next, new ForwardOptions { StopAfterLayer = 3 }));
    }
}
