using Demur.Neural.Tests.Decoding;
using static TorchSharp.torch;

namespace Demur.Neural.Tests;

public sealed class KvCacheTests
{
    [Theory]
    [InlineData("llama")]
    [InlineData("gemma3")]
    public void A_fork_and_its_origin_go_their_own_ways(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        var prompt = TinyModels.Ids(1, 6);
        var left = TinyModels.Ids(1, 4, seed: 7);
        var right = TinyModels.Ids(1, 4, seed: 8);
        using var origin = new KvCache();
        model.Forward(prompt, origin);

        using var fork = origin.Fork();
        var forked = model.Forward(left, fork);
        var went = model.Forward(right, origin);
        var again = model.Forward(left, fork);

        Assert.Equal((10, 14), (origin.Length, fork.Length));
        Assert.InRange(TinyModels.Distance(model.Forward(cat([prompt, left], 1)).narrow(1, 6, 4), forked), 0, 1e-5f);
        Assert.InRange(TinyModels.Distance(model.Forward(cat([prompt, right], 1)).narrow(1, 6, 4), went), 0, 1e-5f);
        Assert.InRange(TinyModels.Distance(model.Forward(cat([prompt, left, left], 1)).narrow(1, 10, 4), again), 0, 1e-5f);
    }

    [Fact]
    public void A_fork_that_is_used_and_dropped_leaves_the_bits_of_its_origin_and_copies_nothing()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("qwen3");
        using var straight = new KvCache();
        using var checkedOnTheWay = new KvCache();
        var header = TinyModels.Ids(1, 3, seed: 5);
        for (var step = 0; step < 8; step++)
        {
            var token = TinyModels.Ids(1, 1, seed: step);
            var expected = model.Forward(token, straight);
            var found = model.Forward(token, checkedOnTheWay);
            Assert.True(expected.equal(found).all().item<bool>());

            using var fork = checkedOnTheWay.Fork();
            model.Forward(header, fork).Dispose();
            Assert.Same(checkedOnTheWay.Storage, fork.Storage);
        }
    }

    [Fact]
    public void Rewinding_forgets_what_lies_behind_and_a_fork_keeps_it()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        var ids = TinyModels.Ids(1, 9);
        var whole = model.Forward(ids);
        using var cache = new KvCache();
        model.Forward(ids.narrow(1, 0, 7), cache);
        using var fork = cache.Fork();

        cache.Rewind(3);
        var other = model.Forward(TinyModels.Ids(1, 4, seed: 6), cache);
        cache.Rewind(3);
        var again = model.Forward(ids.narrow(1, 3, 6), cache);
        var kept = model.Forward(ids.narrow(1, 7, 2), fork);

        Assert.InRange(TinyModels.Distance(whole.narrow(1, 3, 6), again), 0, 1e-5f);
        Assert.InRange(TinyModels.Distance(whole.narrow(1, 7, 2), kept), 0, 1e-5f);
        Assert.True(TinyModels.Distance(whole.narrow(1, 3, 4), other) > 1e-3f);
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Rewind(10));
    }

    [Fact]
    public void Chosen_rows_go_on_as_they_would_have_in_place_padding_included()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("mistral");
        var mask = tensor(new float[] { 0, 0, 1, 1, 1, 1, 1, 1, 1, 1 }, [2, 5]);
        using var cache = new KvCache();
        model.Forward(TinyModels.Ids(2, 5), cache, mask);
        using var chosen = cache.Select([1, 0, 1]);
        var next = TinyModels.Ids(2, 2, seed: 4);

        var reordered = model.Forward(cat([next.narrow(0, 1, 1), next.narrow(0, 0, 1), next.narrow(0, 1, 1)], 0), chosen);
        var plain = model.Forward(next, cache);

        Assert.Equal([7, 5, 7], chosen.RowLengths);
        Assert.InRange(TinyModels.Distance(plain.select(0, 1), reordered.select(0, 0)), 0, 1e-5f);
        Assert.InRange(TinyModels.Distance(plain.select(0, 0), reordered.select(0, 1)), 0, 1e-5f);
        Assert.InRange(TinyModels.Distance(plain.select(0, 1), reordered.select(0, 2)), 0, 1e-5f);
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Select([2]));
    }

    [Fact]
    public void A_cache_grows_past_its_first_memory()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        var ids = TinyModels.Ids(1, 200);
        using var cache = new KvCache(capacity: 16);
        var parts = Enumerable.Range(0, 10).Select(part => model.Forward(ids.narrow(1, part * 20, 20), cache)).ToList();

        Assert.InRange(TinyModels.Distance(model.Forward(ids), cat(parts, 1)), 0, 1e-5f);
    }

    [Fact]
    public void A_cache_serves_one_batch_of_one_model()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var cache = new KvCache();
        model.Forward(TinyModels.Ids(2, 3), cache);

        Assert.Contains("2 row(s)", Assert.Throws<DemurException>(() => model.Forward(TinyModels.Ids(1, 1), cache)).Message);
        Assert.Contains("3 row(s)", Assert.Throws<DemurException>(() => model.Forward(TinyModels.Ids(3, 1), cache)).Message);
        cache.Rewind(0);
        model.Forward(TinyModels.Ids(1, 1), cache);
        Assert.Equal(1, cache.Batch);
    }

    [Fact]
    public void Past_the_trained_context_dynamic_scaling_turns_each_row_by_its_own_length_and_keeps_cached_keys()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama-dynamic");
        var longer = TinyModels.Ids(1, 24);
        var shorter = TinyModels.Ids(1, 12, seed: 3);
        var mask = cat([ones([1, 24]), cat([ones([1, 12]), zeros([1, 12])], 1)], 0);
        var alone = model.Forward(longer);
        using var cache = new KvCache();
        using var same = new KvCache();

        var together = model.Forward(cat([longer, cat([shorter, shorter], 1)], 0), mask: mask);
        model.Forward(longer.narrow(1, 0, 16), cache);
        model.Forward(longer.narrow(1, 0, 16), same);
        var stepwise = model.Forward(longer.narrow(1, 16, 8), cache);
        var first = model.Forward(longer.narrow(1, 16, 4), same);

        Assert.InRange(TinyModels.Distance(alone, together.narrow(0, 0, 1)), 0, 1e-5f);
        Assert.InRange(TinyModels.Distance(model.Forward(shorter), together.narrow(0, 1, 1).narrow(1, 0, 12)), 0, 1e-5f);

        // The base depends on the length that a forward reaches: 24 here, 20 there; no cut of the text gives quite the same numbers.
        Assert.InRange(TinyModels.Distance(stepwise.narrow(1, 0, 4), first), 1e-6f, 1);
        Assert.InRange(TinyModels.Distance(alone.narrow(1, 16, 8), stepwise), 1e-6f, 1);
    }
}
