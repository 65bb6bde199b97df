using System.Text.Json;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tests.Checkpoints.Gguf;

namespace Demur.Neural.Tests.Llama;

public sealed class LlamaCppTests
{
    // Expected values: Fixtures/tiny_llama.py, a forward pass in numpy that shares no line with this repository's decoder.
    [Fact]
    public async Task An_exported_model_gives_in_llama_cpp_the_logits_of_an_independent_forward_pass()
    {
        LlamaCpp.Require();
        using var folder = new TemporaryFolder();
        using var fixture = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Llama", "Fixtures", "tiny_llama.json")));
        var model = TinyModel.Of("llama");
        GgufWriter.Write(folder["m.gguf"], model.Tensors, model.Config, TinyModel.Tokenizer);
        var prompts = fixture.RootElement.GetProperty("prompts").Deserialize<int[][]>()!;

        var reply = await LlamaCpp.EvaluateAsync(new LlamaRequest(folder["m.gguf"]) { Prompts = prompts, Greedy = 12 });

        var logits = fixture.RootElement.GetProperty("logits").Deserialize<float[][]>()!;
        Assert.Equal(fixture.RootElement.GetProperty("greedy").Deserialize<int[][]>(), reply.Results.Select(result => result.Greedy));
        for (var prompt = 0; prompt < prompts.Length; prompt++)
        {
            var actual = Assert.Single(reply.Results[prompt].Logits);
            Assert.True(LogitDistance.Relative(logits[prompt], actual) < 1e-4, $"prompt {prompt}: {LogitDistance.Relative(logits[prompt], actual)}");
        }
    }
}
