using Demur.Neural.Hooks;
using Demur.Neural.Tests.Decoding;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Hooks;

public sealed class InterventionTests
{
    [Theory]
    [InlineData("llama")]
    [InlineData("llama-tied-linear")]
    [InlineData("qwen2")]
    [InlineData("gemma")]
    [InlineData("mixtral")]
    [InlineData("qwen2-moe")]
    [InlineData("deepseek")]
    public void Orthogonalised_weights_equal_ablation_everywhere(string family)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create(family);
        var direction = Plane();
        var ids = TinyModels.Ids(2, 6);
        Tensor ablated;
        using (model.With(Ablate.Direction(direction)))
        {
            ablated = model.Forward(ids);
        }

        var plain = model.Forward(ids);
        direction.Orthogonalize(model);

        Assert.InRange(TinyModels.Distance(ablated, model.Forward(ids)), 0, 1e-4f);
        Assert.True(TinyModels.Distance(ablated, plain) > 1e-2f);
    }

    [Fact]
    public void Families_with_norms_behind_their_parts_are_not_orthogonalised()
    {
        using var model = TinyModels.Create("gemma2");

        Assert.Contains("intervention", Assert.Throws<DemurException>(() => Plane().Orthogonalize(model)).Message);
    }

    [Fact]
    public void Under_ablation_the_stream_never_holds_the_direction()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("gemma3");
        using var capture = Capture.At(["blocks.*.resid_*", "final.norm"]);
        var direction = Plane();
        using (model.With(Ablate.Direction(direction), capture))
        {
            model.Forward(TinyModels.Ids(1, 6));
        }

        foreach (var name in capture.Names.Where(name => name.Contains("resid", StringComparison.Ordinal)))
        {
            Assert.InRange(direction.Project(capture[name]).abs().max().item<float>(), 0, 1e-5f);
        }
    }

    [Fact]
    public void A_direction_moved_toward_a_point_has_the_points_share_and_leaves_all_else()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var plain = Capture.At("blocks.1.resid_pre");
        using var moved = Capture.At("blocks.1.resid_pre");
        var plane = Plane();
        var point = Vector(7);

        using (model.With(plain, Ablate.Toward(plane, point, where: Where.Last(2)), moved))
        {
            model.Forward(TinyModels.Ids(1, 5));
        }

        var (before, after) = (plain["blocks.1.resid_pre"], moved["blocks.1.resid_pre"]);
        var basis = plane.Basis(ScalarType.Float32, CPU);
        var change = after - before;
        Assert.Equal(0, change.narrow(1, 0, 3).abs().max().item<float>());
        Assert.InRange(TinyModels.Distance(after.narrow(1, 3, 2).matmul(basis.t()), tensor(point).matmul(basis.t()).expand(1, 2, 2)), 0, 1e-4f);
        Assert.InRange(TinyModels.Distance(change, change.matmul(basis.t()).matmul(basis)), 0, 1e-4f);
        Assert.Contains("3 numbers", Assert.Throws<DemurException>(() => model.With(Ablate.Toward(plane, [1, 2, 3]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steering_adds_the_vector_with_its_length_at_its_own_place()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var plain = Capture.At("blocks.1.resid_pre");
        using var steered = Capture.At("blocks.1.resid_pre");
        var direction = new Direction([Vector(3)], "blocks.1.resid_pre");
        var ids = TinyModels.Ids(1, 4);

        using (model.With(plain, Steer.Add(direction, 2, where: Where.Last()), steered))
        {
            model.Forward(ids);
        }

        var change = steered["blocks.1.resid_pre"] - plain["blocks.1.resid_pre"];
        Assert.Equal(0, change.narrow(1, 0, 3).abs().max().item<float>());
        Assert.InRange(TinyModels.Distance(change.flatten(0, 1).narrow(0, 3, 1).flatten(), tensor(Vector(3)) * 2), 0, 1e-5f);
    }

    [Fact]
    public void A_head_that_is_removed_gathers_nothing_and_renormalising_keeps_the_norm()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var model = TinyModels.Create("llama");
        using var plain = Capture.At("blocks.1.attn.z");
        using var removed = Capture.At("blocks.1.attn.z");
        using var kept = Capture.At("blocks.1.attn.z");
        AttentionHead[] heads = [new(1, 0), new(1, 3)];
        var ids = TinyModels.Ids(2, 5);
        using (model.With(plain, Ablate.Heads(heads), removed))
        {
            model.Forward(ids);
        }

        using (model.With(HeadScale.Of(heads, 0, renormalise: true), kept))
        {
            model.Forward(ids);
        }

        var z = plain["blocks.1.attn.z"];
        Assert.Equal(0, TinyModels.Distance(z * tensor(new float[] { 0, 1, 1, 0 }).view(1, 1, 4, 1), removed["blocks.1.attn.z"]));
        Assert.InRange(TinyModels.Distance(z.flatten(1).norm(1), kept["blocks.1.attn.z"].flatten(1).norm(1)), 0, 1e-5f);
        Assert.Contains("no head 1.4", Assert.Throws<DemurException>(() => model.With(Ablate.Heads([new(1, 4)]))).Message);
    }

    [Fact]
    public void Directions_are_compared_projected_and_interpolated_as_worked_by_hand()
    {
        using var scope = NewDisposeScope();
        var right = new Direction([[3, 0, 0]], "blocks.0.resid_pre");
        var slanted = new Direction([[3, 4, 0]], "blocks.1.resid_pre");
        var plane = new Direction([[1, 1, 0], [1, -1, 0]], "embed");

        Assert.Equal(0.6, right.Cosine(slanted), 12);
        Assert.Equal(1, plane.Cosine(slanted), 12);
        Assert.Equal(5f, slanted.Project(tensor(new float[] { 3, 4, 7 })).item<float>(), 5);
        Assert.Equal([3f, 2f, 0f], Direction.Interpolate([right, slanted], 0.5).Vectors[0]);
        Assert.Equal((1, 2, 3), (slanted.Layer, plane.Rank, plane.Width));
        Assert.Null(plane.Layer);
        Assert.Throws<DemurException>(() => Direction.Interpolate([right, slanted], 1.5));
        Assert.Throws<DemurException>(() => new Direction([[0, 0]], "embed"));
    }

    [Fact]
    public void A_direction_comes_back_from_its_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.safetensors");
        var direction = new Direction([Vector(1), Vector(2)], "blocks.2.resid_post")
        {
            Position = "last of prompt",
            Estimator = "difference of means",
            ModelHash = "ab",
            TemplateHash = "cd",
            PromptHash = "ef",
            Scores = new Dictionary<string, double> { ["kl"] = 0.05 },
        };
        try
        {
            direction.Save(path);
            var loaded = Direction.Load(path);

            Assert.Equal(direction.Vectors, loaded.Vectors);
            Assert.Equal((direction.Hook, direction.Position, direction.Estimator), (loaded.Hook, loaded.Position, loaded.Estimator));
            Assert.Equal((direction.ModelHash, direction.TemplateHash, direction.PromptHash), (loaded.ModelHash, loaded.TemplateHash, loaded.PromptHash));
            Assert.Equal(direction.Scores, loaded.Scores);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_difference_of_means_points_from_one_group_to_the_other()
    {
        using var scope = NewDisposeScope();
        var toward = tensor(new float[] { 4, 2, 6, 2 }, [2, 2]);
        var from = tensor(new float[] { 1, 1, 1, 3 }, [2, 2]);

        Assert.Equal([4f, 0f], Direction.BetweenMeans(toward, from, "embed").Vectors[0]);
        Assert.Throws<DemurException>(() => Direction.BetweenMeans(toward, toward, "embed"));
    }

    private static Direction Plane() => new([Vector(1), Vector(2)], "blocks.1.resid_pre");

    private static float[] Vector(int seed) => [.. Enumerable.Range(0, 24).Select(index => MathF.Sin((index * 1.7f) + seed))];
}
