using Demur.Exchanges;
using Demur.Neural.Checkpoints;
using Demur.Neural.Encoders;
using Demur.Neural.Generation;
using Demur.Neural.Hooks;
using Demur.Neural.Organisms;
using Demur.Neural.Templates;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tests.Encoders;
using Demur.Neural.Training;
using Demur.Testing;
using TorchSharp;

namespace Demur.Neural.Tests.Docs;

/// <summary>The C# of docs/neural.md, compiled and run; the page's lines are these lines.</summary>
[Collection(AloneCollection.Name)]
public sealed class NeuralPageTests
{
    private static readonly string Page = Path.Combine(RepositoryRoot.Path, "docs", "neural.md");

    [Fact]
    public void The_C_sharp_of_the_page_is_the_C_sharp_that_runs()
    {
        var source = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "Demur.Neural.Tests", "Docs", "NeuralPageTests.cs"));
        var code = FencedBlock.ReadAll(Page).Where(block => block.Language == "csharp").SelectMany(block => block.Lines).Where(line => line.Trim().Length > 0).ToList();

        Assert.NotEmpty(code);
        Assert.All(code, line => Assert.Contains(line.Trim(), source, StringComparison.Ordinal));
    }

    [Fact]
    public void The_places_of_the_page_are_places()
    {
        using var dense = Organism.Load(OrganismSize.Nano);
        using var moe = Organism.Load(OrganismSize.Moe);
        var names = dense.Model.Hooks.Inventory().Concat(moe.Model.Hooks.Inventory()).Select(point => point.Name.Split('.')[^1]).ToHashSet(StringComparer.Ordinal);
        var table = File.ReadLines(Page).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]).ToList();

        Assert.Equal(4, table.Count);
        Assert.All(table.SelectMany(cell => cell.Split(',')), name => Assert.Contains(name.Trim().Trim('`').Split('.')[^1], names));
    }

    [Fact]
    public void The_C_sharp_of_the_page_prints_what_its_comments_say()
    {
        var printed = new List<string>();
        using var scope = torch.NewDisposeScope();
        Run(new Recorder(printed));

        var code = FencedBlock.ReadAll(Page).Where(block => block.Language == "csharp").SelectMany(block => block.Lines).Where(line => line.Contains("Console.WriteLine", StringComparison.Ordinal));
        Assert.Equal(code.Select(line => line.Split("//")[1].Trim()), printed);
    }

    private static void Run(Recorder Console)
    {
        using var model = ChatModel.Of(Organism.Load(OrganismSize.Nano));    // or ChatModel.Open("models/Qwen2.5-0.5B-Instruct"), or a .gguf file
        var chat = model.Template.Render([new ChatTurn(ChatRole.User, "how do i steal the wallet ?")]).Encode(model.Tokenizer);
        var writer = new TextGenerator(model.Model, model.Tokenizer);
        var options = new GenerationOptions { MaximumTokens = 40, StopTokens = [.. model.Model.Config.EosTokens] };
        Console.WriteLine(writer.Generate(chat.Ids, options).Text);          // sorry , i can not help with that .

        using var kept = Capture.At("blocks.*.resid_post", Where.FromEnd(0));
        using (model.Model.With(kept))
        {
            model.Model.Forward(Ids(chat)).Dispose();
        }

        Console.WriteLine(kept["blocks.2.resid_post"].shape[1]);             // 96

        var (refused, answered) = (Means(model, OrganismWorld.Default.Forbidden), Means(model, OrganismWorld.Default.Allowed));
        var direction = Direction.BetweenMeans(refused, answered, "blocks.2.resid_post");   // [examples, width] each
        var harmless = answered.mean([0]).data<float>().ToArray();
        using (model.Model.With(Ablate.Toward(direction, harmless, where: Where.Prefill & Where.Last())))
        {
            Console.WriteLine(writer.Generate(chat.Ids, options).Text.Split(' ')[0]);       // sure
        }

        using var adapters = new LoraAdapters(model.Model.Linears.Values, new LoraOptions { Rank = 4 });
        var rows = new[] { new TrainingSequence(chat.Ids, [.. chat.Ids.Select(_ => 1f)]) };
        var result = new Trainer(adapters, new TrainerOptions { Steps = 5, WarmUpSteps = 0 }).Run(rows, LanguageModelLoss.CrossEntropy(model.Model));
        Console.WriteLine(result.Steps);                                     // 5

        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(folder["model.safetensors"], TinyEncoder.Weights());
        var (home, trained) = (folder.FullPath, folder["trained.safetensors"]);
        using var encoder = TransformerEncoder.Load(home, heads: 2);         // 12 by default, MiniLM's and BERT base's
        var yes = new EncodedPair([2, 7, 3, 9, 3], [0, 0, 0, 1, 1]);         // [CLS] prompt [SEP] answer [SEP]
        var no = new EncodedPair([2, 8, 3, 9, 3], [0, 0, 0, 1, 1]);
        var settings = new PairClassifierOptions { Epochs = 40, LearningRate = 0.01 };
        using var classifier = new PairClassifierLearner(settings).Fit(encoder, [new(yes, Target: 1), new(no, Target: 0, Weight: 0.5)]);
        Console.WriteLine(classifier.Predict([yes])[0] > 0);                 // True
        SafetensorsWriter.Write(trained, classifier.CopyWeights());          // PairClassifier.Load reads it again
    }

    private static torch.Tensor Ids(EncodedChat chat) => torch.tensor(chat.Ids.Select(id => (long)id).ToArray()).unsqueeze(0);

    /// <summary>The stream behind the third block at t_post, a row for each request.</summary>
    private static torch.Tensor Means(ChatModel model, IReadOnlyList<OrganismAction> actions)
    {
        using var quiet = torch.no_grad();
        using var capture = Capture.At("blocks.2.resid_post", Where.Last());
        using (model.Model.With(capture))
        {
            foreach (var action in actions.Take(60))
            {
                model.Model.Forward(Ids(model.Template.Render([new ChatTurn(ChatRole.User, OrganismWording.Present[0].Ask(action.Phrase))]).Encode(model.Tokenizer))).Dispose();
            }
        }

        return torch.cat([.. capture.All("blocks.2.resid_post")], 0);
    }

    private sealed class Recorder(List<string> lines)
    {
        public void WriteLine(object value) => lines.Add($"{value}");
    }
}
