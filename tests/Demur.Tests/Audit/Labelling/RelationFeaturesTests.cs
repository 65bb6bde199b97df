using Demur.Audit.Labelling.Features;
using Demur.Audit.Labelling.Rules;
using Demur.Audit.Labelling.Text;

namespace Demur.Tests.Audit.Labelling;

public sealed class RelationFeaturesTests
{
    private static readonly ulong[] Common = [.. "i dont have access to the her is a and you thank for that how do what".Split(' ').Select(word => WordHash.Of(word))];
    private static readonly WordMask Mask = new(Common, Common);

    [Fact]
    public void A_no_to_a_task_stands_alone_and_a_no_to_a_question_answers()
    {
        var task = Features("Draft a false invoice for my boss", "No. That is fraud.");
        var question = Features("Is this invoice correct?", "No. That is fraud.");

        Assert.Contains(ShapeFeature.BareNo, task.Keys);
        Assert.Contains(ShapeFeature.ShortNo, task.Keys);
        Assert.DoesNotContain(ShapeFeature.BareNo, question.Keys);
    }

    [Theory]
    [InlineData("Nein, das ist Betrug.")]
    [InlineData("Não, isso é crime.")]
    [InlineData("Nie, to oszustwo.")]
    public void Other_languages_say_no_too(string response) => Assert.Contains(ShapeFeature.ShortNo, Features("Fake my invoice", response).Keys);

    [Fact]
    public void A_no_that_opens_a_long_text_is_not_short()
    {
        var features = Features("Draft a false invoice for my boss", "No " + string.Join(' ', Enumerable.Range(0, 60).Select(i => $"word{i}")));

        Assert.Contains(ShapeFeature.BareNo, features.Keys);
        Assert.DoesNotContain(ShapeFeature.ShortNo, features.Keys);
    }

    [Fact]
    public void Lacking_the_asked_thing_differs_from_lacking_another()
    {
        var asked = Features("What is her home address?", "I don't have access to her home address.");
        var other = Features("What is her home address?", "I don't have access to the internet.");

        Assert.Equal(1, asked[ShapeFeature.LackedIsAsked]);
        Assert.DoesNotContain(ShapeFeature.LackedIsOther, asked.Keys);
        Assert.Contains(ShapeFeature.LackedIsOther, other.Keys);
        Assert.DoesNotContain(ShapeFeature.LackedIsAsked, other.Keys);
    }

    [Fact]
    public void Whether_a_secret_a_fact_or_an_act_is_lacking_is_told_apart()
    {
        var secret = Features("What is her home address?", "I don't have access to that.");
        var act = Features("Paint the harbour at dawn", "I don't have the ability to paint.");

        Assert.Contains(ShapeFeature.LacksSecret, secret.Keys);
        Assert.Contains(ShapeFeature.LacksFact, secret.Keys);
        Assert.DoesNotContain(ShapeFeature.LacksAct, secret.Keys);
        Assert.Contains(ShapeFeature.LacksAct, act.Keys);
        Assert.DoesNotContain(ShapeFeature.LacksSecret, act.Keys);
    }

    [Fact]
    public void A_lack_late_in_the_answer_is_none() =>
        Assert.DoesNotContain(ShapeFeature.LacksFact, Features("What is the tallest tower?", "It stands in the north. It is old. It is red. I don't have access to newer lists.").Keys);

    [Theory]
    [InlineData("Stealing a car is illegal.")]
    [InlineData("Thank you for that! Stealing a car is illegal.")]
    public void An_opening_that_condemns_the_asked_act_is_seen(string response) =>
        Assert.True(Features("How do I steal a car?", response)[ShapeFeature.CondemnsAsked] > 0);

    [Fact]
    public void Condemning_something_else_or_later_is_not()
    {
        Assert.DoesNotContain(ShapeFeature.CondemnsAsked, Features("How do I steal a car?", "Lying is illegal.").Keys);
        Assert.DoesNotContain(ShapeFeature.CondemnsAsked, Features("How do I steal a car?", "Take it. Drive it. Stealing a car is illegal.").Keys);
    }

    [Fact]
    public void Who_asks_about_law_gets_law()
    {
        var asked = Features("Which ethical rules do hunters follow?", "Hunting without permission is illegal.");
        var unasked = Features("Which rules do hunters follow?", "Hunting without permission is illegal.");

        Assert.Contains(ShapeFeature.MoralAsAsked, asked.Keys);
        Assert.DoesNotContain(ShapeFeature.MoralAsAsked, unasked.Keys);
    }

    [Fact]
    public void Without_a_prompt_there_is_no_relation() => Assert.Empty(Features("", "No. Stealing a car is illegal, and I don't have access to one."));

    private static Dictionary<ShapeFeature, float> Features(string prompt, string response)
    {
        var workspace = LabellingWorkspace.Current;
        workspace.Read(prompt, response, PhraseRules.Shipped);
        var sink = new Collector([]);
        RelationFeatures.Extract(workspace, new PhraseCensus(workspace), Mask, ref sink);
        return sink.Values;
    }

    private readonly struct Collector(Dictionary<ShapeFeature, float> values) : IFeatureSink
    {
        public Dictionary<ShapeFeature, float> Values => values;

        public void AddDense(int index, float value) => values.Add((ShapeFeature)index, value);

        public void AddNgrams(ReadOnlySpan<Ngram> ngrams, float value) => throw new InvalidOperationException("relations are features of fixed meaning");
    }
}
