using Demur.Neural.Hooks;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Decoding;

public sealed class DecoderInvariantTests
{
    private const float Tolerance = 1e-5f;

    public static TheoryData<string> Families => TinyModels.All;

    [Theory]
    [MemberData(nameof(Families))]
    public void With_a_cache_token_by_token_the_logits_are_those_without(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        var length = family == "llama-dynamic" ? 16 : 19;
        var ids = TinyModels.Ids(2, length);
        var whole = model.Forward(ids);

        using var cache = new KvCache();
        var parts = new List<Tensor> { model.Forward(ids.narrow(1, 0, 5), cache), model.Forward(ids.narrow(1, 5, 3), cache) };
        for (var position = 8; position < length; position++)
        {
            parts.Add(model.Forward(ids.narrow(1, position, 1), cache));
        }

        Assert.Equal(length, cache.Length);
        Assert.InRange(TinyModels.Distance(whole, cat(parts, 1)), 0, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void One_token_of_one_conversation_without_libtorch_gives_the_logits_of_the_modules(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        var length = family == "llama-dynamic" ? 16 : 19;
        var ids = TinyModels.Ids(1, length);
        using var cache = new KvCache();
        using var twin = new KvCache();
        var plan = model.Hooks.Plan(Rewrite.At("embed", (_, _) => null));
        for (var position = 0; position < length; position++)
        {
            var token = ids.narrow(1, position, 1);
            var alone = model.Forward(token, cache);
            var modules = model.Forward(token, new ForwardOptions { Cache = twin, Plan = plan });

            Assert.InRange(TinyModels.Distance(modules, alone), 0, Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void One_token_each_of_several_conversations_side_by_side_gives_the_logits_of_the_modules(string family)
    {
        // 19 rows are two groups of sixteen lanes, the second one not full; the first prompt is padded on the left where no window counts slots.
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        const int Rows = 19;
        var length = family == "llama-dynamic" ? 16 : 19;
        var ids = TinyModels.Ids(Rows, length);
        var mask = ones([Rows, 4]);
        mask[0, 0] = 0;
        mask[0, 1] = 0;
        using var cache = new KvCache();
        using var twin = new KvCache();
        var plan = model.Hooks.Plan(Rewrite.At("embed", (_, _) => null));
        var prompt = new ForwardOptions { Cache = cache, Mask = mask };
        _ = model.Forward(ids.narrow(1, 0, 4), prompt);
        _ = model.Forward(ids.narrow(1, 0, 4), prompt with { Cache = twin });
        for (var position = 4; position < length; position++)
        {
            var tokens = ids.narrow(1, position, 1);
            var together = model.Forward(tokens, cache);
            var modules = model.Forward(tokens, new ForwardOptions { Cache = twin, Plan = plan });

            Assert.InRange(TinyModels.Distance(modules, together), 0, Tolerance);
        }

        Assert.Equal(twin.RowLengths, cache.RowLengths);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_row_has_the_same_logits_alone_and_in_company_padded_on_either_side(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        var shorter = TinyModels.Ids(1, 6, seed: 2);
        var longer = TinyModels.Ids(1, 10, seed: 3);
        var alone = model.Forward(shorter);
        var padding = full([1, 4], 60, dtype: ScalarType.Int64);
        var ones6 = ones([1, 6]);
        var zeros4 = zeros([1, 4]);
        var ones10 = ones([1, 10]);

        var left = model.Forward(cat([cat([padding, shorter], 1), longer], 0), mask: cat([cat([zeros4, ones6], 1), ones10], 0));
        var right = model.Forward(cat([cat([shorter, padding], 1), longer], 0), mask: cat([cat([ones6, zeros4], 1), ones10], 0));

        Assert.InRange(TinyModels.Distance(alone, left.narrow(0, 0, 1).narrow(1, 4, 6)), 0, Tolerance);
        Assert.InRange(TinyModels.Distance(alone, right.narrow(0, 0, 1).narrow(1, 0, 6)), 0, Tolerance);
        Assert.InRange(TinyModels.Distance(model.Forward(longer), left.narrow(0, 1, 1)), 0, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Rows_of_unequal_length_go_on_from_a_padded_cache(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        var shorter = TinyModels.Ids(1, 9, seed: 2);
        var longer = TinyModels.Ids(1, 13, seed: 3);
        var expected = model.Forward(shorter);
        using var cache = new KvCache();
        var padding = full([1, 4], 60, dtype: ScalarType.Int64);
        var prompt = cat([cat([shorter.narrow(1, 0, 6), padding], 1), longer.narrow(1, 0, 10)], 0);
        var mask = cat([cat([ones([1, 6]), zeros([1, 4])], 1), ones([1, 10])], 0);

        var last = model.Forward(prompt, new ForwardOptions { Cache = cache, Mask = mask, Logits = LogitsAt.Last });
        var next = new List<Tensor>();
        for (var step = 0; step < 3; step++)
        {
            next.Add(model.Forward(cat([shorter.narrow(1, 6 + step, 1), longer.narrow(1, 10 + step, 1)], 0), cache));
        }

        Assert.Equal([9, 13], cache.RowLengths);
        Assert.InRange(TinyModels.Distance(expected.narrow(1, 5, 1), last.narrow(0, 0, 1)), 0, Tolerance);
        Assert.InRange(TinyModels.Distance(expected.narrow(1, 6, 3), cat(next, 1).narrow(0, 0, 1)), 0, Tolerance);
    }
}
