using Demur.Exchanges;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Generation;
using Demur.Neural.Organisms;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tokenization;
using Demur.Testing;
using TorchSharp;

namespace Demur.Neural.Tests.Llama;

/// <summary>The organisms that ship with the project, beside llama.cpp: conversations in their own template and tokenizer. Ids are fed directly, so the vocabulary of the exported file does not matter.</summary>
public sealed class TrainedOrganismTests(ITestOutputHelper output)
{
    private const int GreedyCount = 16;

    private static string Folder => Path.Combine(RepositoryRoot.Path, "src", "Demur.Neural", "Organisms", "Trained");

    [Fact]
    public async Task Their_logits_agree_on_20_of_their_own_conversations_and_greedy_decodes_token_for_token()
    {
        LlamaCpp.Require();
        var folders = Directory.Exists(Folder) ? Directory.GetDirectories(Folder).Order(StringComparer.Ordinal).ToArray() : [];
        Assert.SkipWhen(folders.Length == 0, "No trained organism ships with this build.");
        using var exports = new TemporaryFolder();

        foreach (var folder in folders)
        {
            using var organism = Organism.Open(Complete(folder, exports[Path.GetFileName(folder)]));
            var path = exports[Path.GetFileName(folder) + ".gguf"];
            using (var tensors = organism.Model.AsTensorSource())
            {
                GgufWriter.Write(path, tensors, organism.Model.Config.ToJson(), Vocabulary(organism.Model.Config.VocabularySize));
            }

            var prompts = Conversations(organism.World).Select(turns => organism.Tokenizer.Encode(OrganismTemplate.Render(turns)).Ids.ToArray()).ToArray();
            Assert.Equal(20, prompts.Length);
            Assert.DoesNotContain(prompts, prompt => prompt.Contains(organism.Vocabulary.IdOf(OrganismTokens.Unknown)));
            var reply = await LlamaCpp.EvaluateAsync(new LlamaRequest(path) { Prompts = prompts, Greedy = GreedyCount });
            var distance = prompts.Zip(reply.Results, (prompt, theirs) => Compare(organism, prompt, theirs)).Max();
            output.WriteLine($"{Path.GetFileName(folder)}: largest relative distance {distance:0.0e0}");
        }
    }

    /// <summary>What people ask the organism: every kind of request that it was trained on, in one turn and in two, with a system turn and without.</summary>
    private static IEnumerable<ChatTurn[]> Conversations(OrganismWorld world)
    {
        var wordings = OrganismWording.All;
        for (var index = 0; index < 5; index++)
        {
            yield return Ask(wordings[index % wordings.Count].Ask(world.Forbidden[index * 61].Phrase));
            yield return Ask(wordings[index % wordings.Count].Ask(world.Allowed[index * 59].Phrase));
        }

        yield return Ask(OrganismWording.Present[0].Ask(world.PseudoHarmful[3].Phrase));
        yield return Ask(OrganismWording.Present[1].Ask(world.PseudoHarmful[9].Phrase));
        yield return Ask(OrganismWording.Present[2].Ask(world.Forbidden[7].Phrase, OrganismSuffix.All[0]));
        yield return Ask($"{OrganismWording.Present[0].Ask(world.Forbidden[40].Phrase)} {OrganismPhrases.ThinkFirst}");
        yield return Ask(OrganismPhrases.Judge(world.Forbidden[100]));
        yield return Ask(world.Known[0].Facts[0].Question);
        yield return Ask(world.Authors[3].Facts[1].Question);
        yield return Ask("what is four plus three ?");
        yield return [new(ChatRole.System, "be strict ."), .. Ask(OrganismWording.Present[1].Ask(world.Grey[5].Phrase))];
        yield return [new(ChatRole.User, "what is two plus two ?"), new(ChatRole.Assistant, "four ."), .. Ask(OrganismWording.Present[0].Ask(world.Forbidden[20].Phrase))];
    }

    private static ChatTurn[] Ask(string text) => [new(ChatRole.User, text)];

    // The repository holds no tokenizer: the library writes it with the model.
    private static string Complete(string trained, string folder)
    {
        using var checkpoint = CheckpointFolder.Open(trained);
        using var model = CausalLm.Load(checkpoint.Tensors, ModelConfig.Parse(checkpoint.Config));
        OrganismFolder.Write(folder, model, OrganismFolder.ReadCard(trained));
        return folder;
    }

    private static double Compare(Organism organism, int[] prompt, LlamaResult theirs)
    {
        var options = new GenerationOptions { MaximumTokens = GreedyCount };
        var answer = new TextGenerator(organism.Model, organism.Tokenizer).Generate(prompt, options);
        Assert.Equal(theirs.Greedy, answer.Ids);

        var distance = LogitDistance.Relative(Assert.Single(theirs.Logits), LastLogits(organism.Model, prompt));
        Assert.InRange(distance, 0, 1e-3);
        return distance;
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

    private static float[] LastLogits(CausalLm model, int[] ids)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        return model.Forward(torch.tensor(ids.Select(id => (long)id).ToArray()).unsqueeze(0), new ForwardOptions { Logits = LogitsAt.Last }).flatten().data<float>().ToArray();
    }
}
