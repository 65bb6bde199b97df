using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tokenization;
using Demur.Testing;
using TorchSharp;

namespace Demur.Neural.Tests.Llama;

/// <summary>The organisms that ship with the project, beside llama.cpp: ids are fed directly, so the vocabulary of the exported file does not matter.</summary>
public sealed class TrainedOrganismTests(ITestOutputHelper output)
{
    private const int GreedyCount = 16;

    private static string Folder => Path.Combine(RepositoryRoot.Path, "src", "Demur.Neural", "Organisms", "Trained");

    [Fact]
    public async Task Their_logits_agree_on_20_prompts_and_greedy_decodes_token_for_token()
    {
        LlamaCpp.Require();
        var folders = Directory.Exists(Folder) ? Directory.GetDirectories(Folder).Order(StringComparer.Ordinal).ToArray() : [];
        Assert.SkipWhen(folders.Length == 0, "No trained organism ships with this build.");
        using var exports = new TemporaryFolder();

        foreach (var folder in folders)
        {
            using var checkpoint = CheckpointFolder.Open(folder);
            var path = exports[Path.GetFileName(folder) + ".gguf"];
            var config = ModelConfig.Parse(checkpoint.Config);
            GgufWriter.Write(path, checkpoint.Tensors, config.ToJson(), Vocabulary(config.VocabularySize));
            var prompts = Prompts(config.VocabularySize);
            var reply = await LlamaCpp.EvaluateAsync(new LlamaRequest(path) { Prompts = prompts, Greedy = GreedyCount });
            using var model = CausalLm.Load(checkpoint.Tensors, config);
            var distance = prompts.Zip(reply.Results, (prompt, theirs) => Compare(prompt, theirs, Logits(model, [.. prompt, .. theirs.Greedy]))).Max();
            output.WriteLine($"{Path.GetFileName(folder)}: largest relative distance {distance:0.0e0}");
        }
    }

    private static double Compare(int[] prompt, LlamaResult theirs, float[][] ours)
    {
        // Fed with their tokens, ours must choose each of them: then both decode the same text.
        for (var step = 0; step < GreedyCount; step++)
        {
            var row = ours[prompt.Length - 1 + step];
            Assert.Equal(theirs.Greedy[step], Array.IndexOf(row, row.Max()));
        }

        var distance = LogitDistance.Relative(Assert.Single(theirs.Logits), ours[prompt.Length - 1]);
        Assert.InRange(distance, 0, 1e-3);
        return distance;
    }

    private static int[][] Prompts(int vocabularySize)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, 20).Select(index => Enumerable.Range(0, 4 + (2 * index)).Select(_ => random.Next(vocabularySize)).ToArray())];
    }

    private static GgufTokenizer Vocabulary(int size) => new()
    {
        Model = "gpt2",
        PreTokenizer = "gpt-2",
        Tokens = [.. Enumerable.Range(0, size).Select(id => $"w{id}")],
        Types = [.. Enumerable.Repeat(TokenType.Normal, size)],
        Merges = ["w 1"],
        AddBos = false,
    };

    private static float[][] Logits(CausalLm model, int[] ids)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var logits = model.Forward(torch.tensor(ids.Select(id => (long)id).ToArray()).unsqueeze(0));
        return [.. logits.flatten().data<float>().ToArray().Chunk((int)logits.shape[^1])];
    }
}
