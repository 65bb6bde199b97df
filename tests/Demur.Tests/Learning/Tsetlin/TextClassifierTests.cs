using System.Text.Json;
using Demur.Decisions;
using Demur.Learning.Tsetlin;

namespace Demur.Tests.Learning.Tsetlin;

public sealed class TextClassifierTests
{
    private static readonly string[] Ham = ["the meeting is at noon", "notes of the meeting", "lunch after the meeting", "the meeting moved to monday"];
    private static readonly string[] Spam = ["you won a prize", "claim the prize now", "a prize for you", "free prize inside"];

    [Fact]
    public void Texts_are_told_apart_in_three_lines()
    {
        var classifier = Train();

        Assert.Equal(["ham", "spam"], classifier.Classes);
        Assert.Equal("ham", classifier.Decide("a meeting today").Label);
        Assert.Equal("spam", classifier.Decide("Your PRIZE waits").Label);
    }

    [Fact]
    public void Evidence_names_the_rule_and_the_places_of_its_words()
    {
        var decision = Train().Decide("The Prize!");

        var clause = Assert.IsType<ClauseEvidence>(decision.Evidence.Items.First(item => item.Weight > 0));
        var prize = Assert.Single(clause.Literals, literal => literal.Feature == "prize");
        Assert.Equal([new TextSpan(4, 5)], prize.Spans);
        Assert.StartsWith("prize", clause.Clause);
        Assert.InRange(decision.Score, 0.5, 1);
        Assert.All(clause.Literals.Where(literal => literal.IsNegated), literal => Assert.Empty(literal.Spans));
    }

    [Fact]
    public void Clause_evidence_is_written_with_its_kind()
    {
        var evidence = new Evidence([new ClauseEvidence("a AND NOT b", 2, [new ClauseLiteral("a", false, [new TextSpan(0, 1)]), new ClauseLiteral("b", true, [])])]);

        var json = JsonSerializer.Serialize(evidence, JsonSerializerOptions.Web);

        Assert.Contains("\"kind\":\"clause\"", json);
        Assert.Equivalent(evidence, JsonSerializer.Deserialize<Evidence>(json, JsonSerializerOptions.Web), strict: true);
    }

    [Fact]
    public void A_margin_that_no_text_reaches_makes_the_classifier_abstain()
    {
        var learner = new TsetlinTextLearner(Options with { MinMargin = 1000 });

        Assert.True(learner.Fit([.. Ham, .. Spam], Labels, TestContext.Current.CancellationToken).Decide("a meeting").IsAbstention);
    }

    [Fact]
    public void Bad_texts_get_a_sentence()
    {
        var learner = new TsetlinTextLearner();

        Assert.Equal("There are 1 texts and 0 labels; they must be equally many.", Message(() => learner.Fit(["a"], [])));
        Assert.Equal("There is no text to learn from; give labelled texts of at least two classes.", Message(() => learner.Fit([], [])));
        Assert.Equal("All 2 texts are of the class 'x'; a classifier needs texts of at least two classes.", Message(() => learner.Fit(["a", "b"], ["x", "x"])));
        Assert.StartsWith("None of 2 texts holds a single word", Message(() => learner.Fit(["", "  "], ["x", "y"])));
        Assert.StartsWith("A class cannot be called 'abstain'", Message(() => learner.Fit(["a", "b"], ["x", "abstain"])));
        Assert.StartsWith("There is no class 'spma'; did you mean 'spam'?", Message(() => Train().Explain("a prize", "spma")));

        string Message(Action act) => Assert.Throws<DemurException>(act).Message;
    }

    internal static TsetlinTextClassifier Train() => new TsetlinTextLearner(Options).Fit([.. Ham, .. Spam], Labels, TestContext.Current.CancellationToken);

    private static TsetlinTextOptions Options => new()
    {
        Ngrams = new NgramBinarizerOptions { MinTexts = 2, MaxNgram = 1 },
        Machine = new TsetlinOptions { Clauses = 20, T = 10, S = 3, Epochs = 60 },
    };

    private static string[] Labels => [.. Ham.Select(_ => "ham"), .. Spam.Select(_ => "spam")];
}
