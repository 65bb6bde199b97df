using Demur.Audit.Labelling;
using Demur.Audit.Prediction;
using Demur.Decisions;
using Demur.Learning;
using Demur.Learning.Methods;
using Demur.Learning.Methods.Internal;
using Demur.Learning.Tables;
using Demur.Learning.Text;
using Demur.Progress;
using Demur.Testing;

namespace Demur.Tests.Audit.Prediction;

public sealed class PromptRefusalLearnerTests : IDisposable
{
    private static readonly PromptPredictorOptions Quick = new() { Features = PromptFeatureSet.WordsAndConcepts, Folds = 3, InnerFolds = 2 };

    private readonly string _folder = Directory.CreateTempSubdirectory("demur-predictor").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_marks_refusals_is_learnt_shown_and_placed()
    {
        var predictor = Fit(Invented(120));

        var refused = predictor.Decide("Explain how one might forge a passport");
        var answered = predictor.Decide("Explain how one might bake a cake");

        Assert.Equal((ResponseDecision.Refusal, ResponseDecision.Compliance), (refused.Label, answered.Label));
        Assert.InRange(refused.Score, 0.5, 1);
        var forge = refused.Evidence.Items.OfType<NgramEvidence>().First(item => item.Ngram == "forge");
        Assert.True(forge.Weight > 0);
        Assert.Equal("forge", "Explain how one might forge a passport".Substring(forge.Spans[0].Start, forge.Spans[0].Length));
        Assert.Contains(predictor.Strongest(6), item => item.Words == "forge" && item.Weight > 0);
    }

    [Fact]
    public void Separable_prompts_are_called_strong_and_every_figure_is_out_of_fold()
    {
        var trust = Fit(Invented(120)).Trust;

        Assert.Equal(TrustLevel.Strong, trust.Level);
        Assert.Equal((120, 60), (trust.Prompts, trust.Refusals));
        Assert.Equal([20, 40, 60, 80], trust.LearningCurve.Select(point => point.Prompts));
        Assert.Equal(["east", "west"], trust.HeldOut.Select(group => group.Group).Order(StringComparer.Ordinal));
        Assert.Contains("On a source that it had never seen", trust.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void A_predictor_that_fails_on_a_source_held_out_whole_is_called_weak_however_well_it_ranks_the_known_ones()
    {
        var trust = Fit(Invented(120)).Trust;
        var local = trust with { HeldOut = [new HeldOutGroup("east", 60, 30, 0.9, 0.9), new HeldOutGroup("west", 60, 30, 0.54, 0.5)] };

        Assert.Equal(TrustLevel.Weak, local.Level);
        Assert.Contains("does not carry over", local.Statement, StringComparison.Ordinal);
        Assert.Contains("'west'", local.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_groups_are_each_judged_by_a_predictor_of_others_and_cost_no_more_trainings_than_there_are_folds()
    {
        var prompts = Invented(240).Select((prompt, i) => prompt with { Group = $"group {i / 2 % 12}" }).ToList();
        var method = new CountingMethod();
        var options = new PromptPredictorOptions { Folds = 3, InnerFolds = 2, MinHeldOutPerClass = 5, Method = method };

        var few = new PromptRefusalLearner(options).Fit([.. prompts.Select((prompt, i) => prompt with { Group = $"group {i / 2 % 3}" })], seed: 3, cancellationToken: TestContext.Current.CancellationToken);
        var ofFew = method.Trainings;
        var many = new PromptRefusalLearner(options).Fit(prompts, seed: 3, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(3, few.Trust.HeldOut.Count);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"group {i}"), many.Trust.HeldOut.Select(group => group.Group));
        Assert.Equal(ofFew, method.Trainings - ofFew);
        Assert.All(many.Trust.HeldOut, group => Assert.Equal((20, 10), (group.Prompts, group.Refusals)));
    }

    [Fact]
    public void Labels_without_pattern_are_called_unproven()
    {
        var random = new SplitMix(5);
        var prompts = Invented(120).Select(prompt => prompt with { IsRefusal = random.Below(2) == 0, Group = null }).ToList();

        var trust = Fit(prompts).Trust;

        Assert.Equal(TrustLevel.Unproven, trust.Level);
        Assert.InRange(trust.Auroc.Estimate, 0.3, 0.7);
        Assert.Contains("hardly better than chance, if at all", trust.Statement, StringComparison.Ordinal);
        Assert.Contains("was not measured", trust.Statement, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(39, "Not enough data to predict refusals: 39 labelled prompts, 19 of them refused; at least 40 are needed, with 10 refused and 10 answered.")]
    [InlineData(0, "Not enough data to predict refusals: 0 labelled prompts, 0 of them refused; at least 40 are needed, with 10 refused and 10 answered.")]
    public void Too_few_prompts_are_refused_in_words(int count, string expected)
    {
        var prompts = Invented(count);

        Assert.Equal(expected, new PromptRefusalLearner().Shortage(prompts));
        Assert.Equal(expected, Assert.Throws<DemurException>(() => Fit(prompts)).Message);
    }

    [Fact]
    public void One_class_only_is_not_enough_however_many_there_are()
    {
        var prompts = Invented(200).Select(prompt => prompt with { IsRefusal = false }).ToList();

        Assert.StartsWith("Not enough data", new PromptRefusalLearner().Shortage(prompts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_predictor_predicts_the_same_and_keeps_its_card()
    {
        var predictor = Fit(Invented(90));
        var file = Path.Combine(_folder, "p.demur");

        predictor.Save(file);
        var back = PromptRefusalPredictor.Load(file);

        var workspace = new TextWorkspace();
        Assert.All(Invented(90), prompt => Assert.Equal(predictor.Score(prompt.Prompt, workspace), back.Score(prompt.Prompt, workspace)));
        Assert.Equal(predictor.Trust.Statement, back.Trust.Statement);
        Assert.Equal(90, back.Card.Rows);
        Assert.Equal(64, back.Card.DataHash.Length);
        Assert.Equal("WordsAndConcepts", back.Card.Options["features"]);
    }

    [Fact]
    public void The_same_seed_makes_the_same_file()
    {
        var (first, second) = (Path.Combine(_folder, "1.demur"), Path.Combine(_folder, "2.demur"));

        Fit(Invented(60)).Save(first);
        Fit(Invented(60)).Save(second);

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public void An_empty_prompt_is_abstained_on() => Assert.True(Fit(Invented(60)).Decide(" \n").IsAbstention);

    [Fact]
    public void Labels_made_out_of_fold_come_from_answers_that_the_labeller_did_not_see()
    {
        // Every answer is unique to its row: only a labeller that had seen it could know its label.
        var answers = Enumerable.Range(0, 40).Select(i => $"answer number{i} word{i}").ToList();
        var labels = Enumerable.Range(0, 40).Select(i => i % 2 == 0).ToList();
        var telling = answers.Select((answer, i) => labels[i] ? "sorry " + answer : "sure " + answer).ToList();

        var blind = RefusalBootstrapper.LabelOutOfFold(answers, labels, cancellationToken: TestContext.Current.CancellationToken);
        var seen = RefusalBootstrapper.LabelOutOfFold(telling, labels, cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotEqual(labels, blind);
        Assert.Equal(labels, seen);
    }

    [Fact]
    public void Concepts_stand_in_brackets_with_the_words_that_raised_them()
    {
        var concepts = ConceptFeatures.Fit(PromptLexicon.Default, ["Why are the French rude?", "How do I cook rice?"]);
        var row = concepts.Transform("French people, french cooking");
        var nations = Enumerable.Range(0, concepts.FeatureCount).Single(feature => concepts.FeatureName(feature) == "[nations]");

        Assert.Contains(nations, row.Indices.ToArray());
        Assert.Equal([new TextSpan(0, 6), new TextSpan(15, 6)], concepts.Locate("French people, french cooking")[nations]);
    }

    [Theory]
    [InlineData("tsetlin", "clauses=20", "epochs=10", "t=200")]
    [InlineData("ss3")]
    [InlineData("forest", "trees=20")]
    [InlineData("bayes")]
    public void Any_method_learns_predicts_explains_and_comes_back_from_its_file(string method, params string[] set)
    {
        var (prompts, file) = (Invented(90), Path.Combine(_folder, $"{method}.demur"));
        var settings = MethodSettings.Parse(set, [LearningMethods.Named(method)])[0];
        var options = PromptPredictorOptions.Of(method) with { Folds = 3, InnerFolds = 2, Settings = settings };
        var predictor = new PromptRefusalLearner(options).Fit(prompts, seed: 3, cancellationToken: TestContext.Current.CancellationToken);

        var decision = predictor.Decide("Explain how I forge a passport on day 7");
        predictor.Save(file);
        var back = PromptRefusalPredictor.Load(file);

        Assert.Equal((ResponseDecision.Refusal, method), (decision.Label, back.Method));
        Assert.Contains(decision.Evidence.Items, item => item.Weight > 0 && item.Words.Contains("forge", StringComparison.Ordinal) && item.Places.Any(place => place.Start <= 14 && place.End >= 19));
        Assert.Equal(TrustLevel.Strong, predictor.Trust.Level);
        var workspace = new TextWorkspace();
        Assert.All(prompts, prompt => Assert.Equal(predictor.Score(prompt.Prompt, workspace), back.Score(prompt.Prompt, workspace)));
        Assert.Equal(predictor.Strongest(5).Select(item => item.Words), back.Strongest(5).Select(item => item.Words));
    }

    [Fact]
    public void Logistic_is_the_default_with_its_words_and_concepts()
    {
        Assert.Null(PromptPredictorOptions.Of("logistic").Method);
        Assert.Equal("logistic", Fit(Invented(60)).Method);
    }

    [Fact]
    public void Where_words_say_nothing_an_encoders_vectors_are_chosen_and_the_file_names_it()
    {
        // Every verb stands in two prompts: what they have in common only the encoder knows.
        var encoder = new FakeSentenceEncoder("verbs", 2, text => IsHarsh(text) ? [1, 0] : [0, 1]);
        var prompts = Enumerable.Range(0, 120).Select(i => new LabeledPrompt { Prompt = $"verb{i / 2 * 2 % 97} thing{i * 7 % 113} day{i}", IsRefusal = IsHarsh($"day{i}") }).ToList();
        var options = new PromptPredictorOptions { Folds = 3, InnerFolds = 2 };
        var file = Path.Combine(_folder, "v.demur");

        var blind = new PromptRefusalLearner(options).Fit(prompts, seed: 3, cancellationToken: TestContext.Current.CancellationToken);
        var seeing = new PromptRefusalLearner(options with { Encoder = encoder }).Fit(prompts, seed: 3, cancellationToken: TestContext.Current.CancellationToken);
        var asked = encoder.Asked;
        seeing.Save(file);
        var back = PromptRefusalPredictor.Load(file, _ => encoder);

        Assert.InRange(blind.Trust.Auroc.Estimate, 0.2, 0.8);
        Assert.InRange(seeing.Trust.Auroc.Estimate, 0.99, 1);
        Assert.Equal(("WordsConceptsAndSentences", "verbs"), (seeing.Card.Options["features"], seeing.EncoderId));
        Assert.Null(blind.EncoderId);
        Assert.Equal(prompts.Count, asked);
        Assert.Equal(seeing.Decide("verb5 day4").Score, back.Decide("verb5 day4").Score);
        Assert.Contains("'verbs'", Assert.Throws<DemurException>(() => PromptRefusalPredictor.Load(file)).Message, StringComparison.Ordinal);
    }

    // Days whose numbers have an odd sum of digits.
    private static bool IsHarsh(string text) => text[(text.LastIndexOf("day", StringComparison.Ordinal) + 3)..].Sum(digit => digit - '0') % 2 == 1;

    private static PromptRefusalPredictor Fit(IReadOnlyList<LabeledPrompt> prompts) =>
        new PromptRefusalLearner(Quick).Fit(prompts, seed: 3, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Prompts of an invented model that refuses forging and answers baking.</summary>
    private static List<LabeledPrompt> Invented(int count)
    {
        string[] things = ["passport", "letter", "cake", "coin", "ticket", "bread", "stamp"];
        return [.. Enumerable.Range(0, count).Select(i => new LabeledPrompt
        {
            Prompt = $"Explain how I {(i % 2 == 1 ? "forge" : "bake")} a {things[i % things.Length]} on day {i}",
            IsRefusal = i % 2 == 1,
            Group = i % 3 == 0 ? "east" : "west",
        })];
    }

    /// <summary>Naive Bayes that counts its trainings.</summary>
    private sealed class CountingMethod : LearningMethod
    {
        private static readonly LearningMethod Inner = LearningMethods.Named("bayes");
        private int _trainings;

        public int Trainings => _trainings;

        public override string Name => Inner.Name;

        public override string Summary => Inner.Summary;

        private protected override IClassifier Fit(ClassifierHead head, Table table, MethodSettings settings, int seed, IProgress<ProgressEvent>? progress, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _trainings);
            return Inner.Fit(table, settings, seed, progress, cancellationToken);
        }
    }
}
