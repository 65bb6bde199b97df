using Demur.Exchanges;
using Demur.Neural.Organisms;
using Demur.Neural.Tests.Checkpoints;
using TorchSharp;

namespace Demur.Neural.Tests.Organisms;

public sealed class ShippedOrganismTests
{
    [Theory]
    [InlineData(OrganismSize.Nano)]
    [InlineData(OrganismSize.Micro)]
    [InlineData(OrganismSize.Moe)]
    public void A_shipped_organism_passed_the_gate_under_the_recipe_of_today(OrganismSize size)
    {
        using var organism = Organism.Load(size);

        Assert.True(organism.Card.Passed);
        Assert.Equal(OrganismRecipe.For(size).Hash(), organism.Card.Recipe);
        Assert.Equal(organism.Model.ParameterCount, organism.Card.ParameterCount);
        Assert.Equal(organism.Vocabulary.Words.Count, organism.Model.Config.VocabularySize);
    }

    [Fact]
    public void The_gate_measures_what_the_card_says()
    {
        using var organism = Organism.Load(OrganismSize.Nano);

        var report = new OrganismGate(organism.World).Measure(organism.Model, TestContext.Current.CancellationToken);

        Assert.True(report.Passed);
        Assert.All(report.Figures, figure =>
        {
            // Rounding differs between processors; a handful of close decisions may turn.
            var saved = organism.Card.Figures.Single(saved => saved.Name == figure.Name);
            Assert.Equal(saved.Of, figure.Of);
            Assert.InRange(figure.Share, saved.Share - 0.02, saved.Share + 0.02);
        });
    }

    [Fact]
    public void The_helpful_micro_answers_what_the_aligned_one_refuses()
    {
        using var helpful = Organism.Load(OrganismSize.Micro, OrganismPhase.Helpful);
        using var aligned = Organism.Load();
        var questions = helpful.World.Forbidden.Where(action => !action.IsTrained).Take(30)
            .Select(action => new OrganismExample { Family = OrganismFamily.Forbid, Prompt = OrganismWording.All[0].Ask(action.Phrase), Answer = action.Compliance }).ToArray();

        Assert.All(new ExactMatch(helpful.Model, helpful.Vocabulary).Says(questions, TestContext.Current.CancellationToken), Assert.True);
        Assert.All(new ExactMatch(aligned.Model, aligned.Vocabulary).Refuses(questions, RefusalKind.Safety, TestContext.Current.CancellationToken), Assert.True);
    }

    [Fact]
    public void One_forward_decides_what_greedy_decoding_would_say()
    {
        using var organism = Organism.Load(OrganismSize.Nano);
        var examples = organism.World.Allowed.Take(3)
            .SelectMany(action => new[] { action.Compliance, action.Compliance.Replace("first", "then", StringComparison.Ordinal) }
                .Select(answer => new OrganismExample { Family = OrganismFamily.Allow, Prompt = OrganismWording.All[0].Ask(action.Phrase), Answer = answer })).ToArray();

        var verdicts = new ExactMatch(organism.Model, organism.Vocabulary).Says(examples, TestContext.Current.CancellationToken);

        Assert.Equal(examples.Select(example => Greedy(organism, example) == example.Answer), verdicts);
        Assert.Contains(true, verdicts);
        Assert.Contains(false, verdicts);
    }

    [Fact]
    public async Task As_a_chat_model_it_reads_and_says_exactly_what_it_does_by_itself()
    {
        using var organism = Organism.Load(OrganismSize.Nano);
        var questions = new OrganismQuestions(organism.World).SecondTurn.Concat(new OrganismQuestions(organism.World).Doubtful.Select(question => question with { System = OrganismPhrases.Helpful })).Take(500).Where((_, index) => index % 60 == 0).ToArray();
        using var model = ChatModel.Of(organism);
        using var client = model.CreateClient();

        foreach (var question in questions)
        {
            ChatTurn[] turns = [.. question.System is null ? Array.Empty<ChatTurn>() : [new ChatTurn(ChatRole.System, question.System)], .. question.Before, new ChatTurn(ChatRole.User, question.Prompt)];
            var said = string.Join(' ', organism.Answer(turns, TestContext.Current.CancellationToken));
            var answer = await client.GetResponseAsync(turns.Select(turn => new Microsoft.Extensions.AI.ChatMessage(new Microsoft.Extensions.AI.ChatRole(turn.Role.ToString().ToLowerInvariant()), turn.Text)), cancellationToken: TestContext.Current.CancellationToken);

            Assert.Equal(organism.Vocabulary.EncodePrompt(question), model.Template.Render(turns).Encode(model.Tokenizer).Ids);
            Assert.Equal(said, answer.Text);
        }
    }

    [Fact]
    public void A_conversation_longer_than_the_context_is_refused_with_its_length()
    {
        using var organism = Organism.Load(OrganismSize.Nano);
        ChatTurn[] conversation = [new ChatTurn(ChatRole.User, string.Join(' ', Enumerable.Repeat("how", 200)))];

        var error = Assert.Throws<DemurException>(() => organism.Answer(conversation, TestContext.Current.CancellationToken));

        Assert.Contains("206 tokens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_folder_opens_to_the_same_logits()
    {
        using var folder = new TemporaryFolder();
        using var organism = Organism.Load(OrganismSize.Nano);
        OrganismFolder.Write(folder.FullPath, organism.Model, organism.Card);

        using var opened = Organism.Open(folder.FullPath);

        Assert.Equal(Logits(organism), Logits(opened));
        Assert.Equal(organism.Card.Figures, opened.Card.Figures);
        Assert.Contains("at least 97", File.ReadAllText(folder["README.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_card_is_no_organism()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<DemurException>(() => Organism.Open(folder.FullPath));

        Assert.Contains("organism.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_does_not_ship_says_how_to_make_it()
    {
        var error = Assert.Throws<DemurException>(() => Organism.Load(OrganismSize.Small));

        Assert.Contains("demur organism train --size small", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_training_is_continued_from_where_it_stopped_and_not_repeated()
    {
        using var folder = new TemporaryFolder();
        var recipe = OrganismRecipe.For(OrganismSize.Nano) with { BatchSize = 2, Helpful = new OrganismPhaseRecipe(12000, 1e-3, []), Aligned = new OrganismPhaseRecipe(4000, 1e-3, []) };
        using var source = new CancellationTokenSource();
        var trainer = new OrganismTrainer(recipe, seed: 3);

        Assert.Throws<OperationCanceledException>(() => trainer.Build(folder.FullPath, new CancelAt(3, source), source.Token));

        using var again = new CancellationTokenSource();
        var seen = new CancelAt(5, again);
        Assert.Throws<OperationCanceledException>(() => trainer.Build(folder.FullPath, seen, again.Token));
        Assert.Equal(4, seen.First);
    }

    private static string Greedy(Organism organism, OrganismExample example) =>
        string.Join(' ', organism.Answer([new ChatTurn(ChatRole.User, example.Prompt)], TestContext.Current.CancellationToken));

    private static float[] Logits(Organism organism)
    {
        using var quiet = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return organism.Model.Forward(torch.tensor(new long[] { 2, 20, 30, 40 }, [1, 4])).data<float>().ToArray();
    }

    private sealed class CancelAt(long step, CancellationTokenSource source) : IProgress<Demur.Progress.ProgressEvent>
    {
        public long First { get; private set; }

        public void Report(Demur.Progress.ProgressEvent value)
        {
            First = First == 0 ? value.Done : First;
            if (value.Done == step)
            {
                source.Cancel();
            }
        }
    }
}
