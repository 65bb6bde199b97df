using Demur.Neural.Checkpoints;
using Demur.Neural.Hooks;
using Demur.Neural.Tests.Decoding;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Hooks;

public sealed class CaptureTests
{
    public static TheoryData<string> Families => TinyModels.All;

    [Theory]
    [MemberData(nameof(Families))]
    public void What_the_parts_add_sums_to_the_stream_and_its_norm_to_the_logits(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        using var capture = Capture.At(["embed", "blocks.*.attn.out", "blocks.*.mlp.out", "blocks.2.resid_post", "final.norm"]);
        Tensor logits;
        using (model.With(capture))
        {
            logits = model.Forward(TinyModels.Ids(2, 6));
        }

        var sum = capture["embed"].clone();
        foreach (var name in capture.Names.Where(name => name.EndsWith(".out", StringComparison.Ordinal)))
        {
            sum += capture[name];
        }

        using var head = model.Tensors[model.Config.TiedEmbeddings ? "model.embed_tokens.weight" : "lm_head.weight"].View();
        var read = capture["final.norm"].matmul(head.t());
        var cap = model.Config.LogitSoftCap;
        Assert.InRange(TinyModels.Distance(capture["blocks.2.resid_post"], sum), 0, 1e-5f);
        Assert.InRange(TinyModels.Distance(logits, cap is null ? read : (read / cap.Value).tanh() * cap.Value), 0, 1e-5f);
    }

    [Theory]
    [InlineData("llama")]
    [InlineData("qwen2")]
    [InlineData("mixtral")]
    public void Head_shares_sum_to_what_attention_adds_and_rewriting_one_changes_that_sum(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        using var before = Capture.At(["blocks.1.attn.head_out", "blocks.1.attn.out"]);
        using var after = Capture.At("blocks.1.attn.out");
        var ids = TinyModels.Ids(2, 6);
        using (model.With(before))
        {
            model.Forward(ids);
        }

        using (model.With(Rewrite.At("blocks.1.attn.head_out", (_, value) => value * tensor(new float[] { 1, 0, 1, 1 }).view(1, 1, 4, 1)), after))
        {
            model.Forward(ids);
        }

        var shares = before["blocks.1.attn.head_out"];
        var whole = before["blocks.1.attn.out"];
        Assert.InRange(TinyModels.Distance(shares.sum(2), whole), 0, 1e-5f);
        Assert.InRange(TinyModels.Distance(whole - shares.select(2, 1), after["blocks.1.attn.out"]), 0, 1e-5f);
    }

    [Fact]
    public void Attention_patterns_are_rows_of_probabilities_that_look_back_only_and_give_what_heads_gather()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("mistral");
        using var capture = Capture.At(["blocks.0.attn.pattern", "blocks.0.attn.v", "blocks.0.attn.z"]);
        using (model.With(capture))
        {
            model.Forward(TinyModels.Ids(1, 7));
        }

        var pattern = capture["blocks.0.attn.pattern"];
        var window = ones([7, 7]).tril() - ones([7, 7]).tril(-4);
        var values = capture["blocks.0.attn.v"].repeat_interleave(2, 2).transpose(1, 2);
        Assert.InRange(TinyModels.Distance(pattern.sum(-1), ones([1, 4, 7])), 0, 1e-6f);
        Assert.Equal(0, (pattern * (1 - window)).abs().max().item<float>());
        Assert.InRange(TinyModels.Distance(pattern.matmul(values).transpose(1, 2), capture["blocks.0.attn.z"]), 0, 1e-6f);
    }

    [Fact]
    public void Running_moments_are_those_of_all_real_tokens_together()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var values = Capture.At("blocks.1.mlp.act");
        using var moments = Capture.At("blocks.1.mlp.act", reduction: Reduction.RunningCovariance);
        using var means = Capture.At("blocks.1.mlp.act", reduction: Reduction.RowMean);
        var mask = tensor(new float[] { 0, 0, 1, 1, 1, 1, 1, 1 }, [2, 4]);
        using (model.With(values, moments, means))
        {
            model.Forward(TinyModels.Ids(2, 4), mask: mask);
            model.Forward(TinyModels.Ids(1, 5, seed: 3));
        }

        var kept = values.All("blocks.1.mlp.act");
        var all = cat([kept[0].flatten(0, 1).narrow(0, 2, 6), kept[1].flatten(0, 1)], 0).to(ScalarType.Float64);
        var centred = all - all.mean([0]);
        Assert.Equal(11, moments.Count("blocks.1.mlp.act"));
        Assert.InRange(moments.Mean("blocks.1.mlp.act").sub(all.mean([0])).abs().max().item<double>(), 0, 1e-12);
        Assert.InRange(moments.Covariance("blocks.1.mlp.act").sub(centred.t().matmul(centred) / 10).abs().max().item<double>(), 0, 1e-12);
        Assert.InRange(TinyModels.Distance(means.All("blocks.1.mlp.act")[0].select(0, 0), kept[0].select(0, 0).narrow(0, 2, 2).mean([0])), 0, 1e-6f);
    }

    [Fact]
    public void A_capture_is_written_place_by_place()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var last = Capture.At("blocks.0.resid_post", Where.Last());
        using var whole = Capture.At("blocks.0.resid_post");
        using var moments = Capture.At("blocks.0.resid_post", reduction: Reduction.RunningCovariance);
        using (model.With(last, whole, moments))
        {
            model.Forward(TinyModels.Ids(2, 4));
            model.Forward(TinyModels.Ids(1, 3));
        }

        Assert.Equal(["blocks.0.resid_post [3, 24]"], Written(last).Names);
        Assert.Equal(["blocks.0.resid_post.0 [2, 4, 24]", "blocks.0.resid_post.1 [1, 3, 24]"], Written(whole).Names);
        Assert.Equal(["blocks.0.resid_post.covariance [24, 24]", "blocks.0.resid_post.mean [24]"], Written(moments).Names);
        Assert.Equal(last.All("blocks.0.resid_post").SelectMany(kept => kept.data<float>().ToArray()), Written(last).Values);

        static (string[] Names, float[] Values) Written(Capture capture)
        {
            var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.safetensors");
            try
            {
                capture.Save(path);
                using var file = SafetensorsFile.Open(path);
                var first = file.Tensors.Values.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).First();
                var values = new float[first.Count];
                file.Read(first.Name, values);
                return ([.. file.Tensors.Values.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]").Order(StringComparer.Ordinal)], values);
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    [Fact]
    public void What_was_never_captured_is_asked_for_in_vain_with_a_reason()
    {
        using var capture = Capture.At("embed");

        var error = Assert.Throws<DemurException>(() => capture["embed"]);

        Assert.Contains("no forward has run", error.Message);
    }
}
