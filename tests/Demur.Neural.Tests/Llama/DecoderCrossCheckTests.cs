using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Tests.Checkpoints.Gguf;
using TorchSharp;

namespace Demur.Neural.Tests.Llama;

/// <summary>Our decoder beside llama.cpp on the exported file, for a tiny random model of each kind.</summary>
public sealed class DecoderCrossCheckTests(CrossCheck check, ITestOutputHelper output) : IClassFixture<CrossCheck>
{
    public static TheoryData<string> Kinds => [.. CrossCheck.Kinds];

    public static TheoryData<string> Unrounded => [.. CrossCheck.Kinds.Where(kind => kind is not ("llama F16" or "llama Q80"))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Logits_agree_on_20_prompts_and_greedy_decodes_token_for_token(string kind)
    {
        LlamaCpp.Require();
        using var file = GgufFile.Open(check.PathOf(kind));
        using var model = CausalLm.Load(file, ModelConfig.Parse(file.Config));

        var distances = CrossCheck.Prompts.Zip(check.ReplyTo(kind).Results, (prompt, theirs) => Compare(kind, prompt, theirs, Logits(model, [.. prompt, .. theirs.Greedy])));

        output.WriteLine($"{kind}: largest relative distance {distances.Max():0.0e0}");
    }

    [Theory]
    [MemberData(nameof(Unrounded))]
    public void A_model_read_back_from_its_export_computes_what_the_model_itself_does(string kind)
    {
        LlamaCpp.Require();
        var tiny = CrossCheck.ModelOf(kind);
        using var original = CausalLm.Load(tiny.Tensors, ModelConfig.Parse(tiny.Config));
        using var file = GgufFile.Open(check.PathOf(kind));
        using var reloaded = CausalLm.Load(file, ModelConfig.Parse(file.Config));

        Assert.InRange(LogitDistance.Relative(Logits(original, CrossCheck.Prompts[^1])[^1], Logits(reloaded, CrossCheck.Prompts[^1])[^1]), 0, 1e-5);
    }

    /// <summary>Where Gemma's distance comes from: the same model in 64 bits stands with ours, and ours with its activation rounded as llama.cpp's table rounds it stands with llama.cpp.</summary>
    [Theory]
    [InlineData("gemma")]
    [InlineData("gemma2")]
    [InlineData("gemma3_text")]
    public void Gemma_differs_from_llama_cpp_by_the_rounding_of_its_activation_and_from_64_bits_by_nothing(string kind)
    {
        LlamaCpp.Require();
        using var file = GgufFile.Open(check.PathOf(kind));
        using var model = CausalLm.Load(file, ModelConfig.Parse(file.Config));
        using var wide = CausalLm.Load(file, ModelConfig.Parse(file.Config), torch.ScalarType.Float64);
        using var table = new SixteenBitGelu(model);
        var rounded = new ForwardOptions { Plan = model.Hooks.Plan(table.Interventions) };
        var (own, plain, alike) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var (prompt, theirs) in CrossCheck.Prompts.Zip(check.ReplyTo(kind).Results))
        {
            var exact = Logits(wide, prompt)[^1];
            var logits = Assert.Single(theirs.Logits);
            own.Add(LogitDistance.Relative(exact, Logits(model, prompt)[^1]));
            plain.Add(LogitDistance.Relative(exact, logits));
            alike.Add(LogitDistance.Relative(logits, Logits(model, prompt, rounded)[^1]));
        }

        output.WriteLine($"{kind}, largest: ours against 64 bits {own.Max():0.0e0}, llama.cpp against 64 bits {plain.Max():0.0e0}, ours with a 16-bit activation against llama.cpp {alike.Max():0.0e0}");
        output.WriteLine($"{kind}, mean: llama.cpp against 64 bits {plain.Average():0.0e0}, ours with a 16-bit activation against llama.cpp {alike.Average():0.0e0}");
        Assert.InRange(own.Max(), 0, 1e-5);

        // Not all of it goes: a value next to the edge of a 16-bit step may be rounded to either side, and later layers see the difference.
        Assert.InRange(alike.Average(), 0, plain.Average() / 2);
    }

    // llama.cpp takes Gemma's GELU from a table of 16-bit numbers, and rounds what it multiplies with F16 and Q8_0 weights to 16 and 8 bits.
    private static double Tolerance(string kind) => kind switch
    {
        _ when kind.StartsWith("gemma", StringComparison.Ordinal) => 1e-2,
        "llama F16" => 1e-2,
        "llama Q80" => 1e-1,
        _ => 1e-3,
    };

    private static double Compare(string kind, int[] prompt, LlamaResult theirs, float[][] ours)
    {
        var distance = LogitDistance.Relative(Assert.Single(theirs.Logits), ours[prompt.Length - 1]);
        Assert.True(distance < Tolerance(kind), $"{kind}, prompt of {prompt.Length} tokens: {distance}");

        // Fed with their tokens, ours must choose each of them: then both decode the same text. Where arithmetic differs, a near tie may go either way.
        for (var step = 0; step < CrossCheck.GreedyCount; step++)
        {
            var row = ours[prompt.Length - 1 + step];
            var slack = Tolerance(kind) > 1e-3 ? Tolerance(kind) * row.Max(Math.Abs) : 0;
            Assert.True(row.Max() - row[theirs.Greedy[step]] <= slack, $"{kind}, prompt of {prompt.Length} tokens, step {step}: {row.Max()} against {row[theirs.Greedy[step]]}");
        }

        return distance;
    }

    private static float[][] Logits(CausalLm model, int[] ids, ForwardOptions? options = null)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var input = torch.tensor(ids.Select(id => (long)id).ToArray()).unsqueeze(0);
        return [.. model.Forward(input, options ?? new ForwardOptions()).to(torch.ScalarType.Float32).flatten().data<float>().ToArray().Chunk(TinyModel.Vocabulary)];
    }
}
