using Demur.Audit.Classifiers;
using Demur.Audit.Labelling;
using Demur.Exchanges;
using Demur.Learning.Methods;
using Demur.Learning.Tables;

namespace Demur.Tests.Audit.Classifiers;

public sealed class ClassifierResponseLabelerTests
{
    [Fact]
    public void A_classifier_of_responses_labels_them_and_the_rules_tell_stance_and_onset()
    {
        var labeler = new ClassifierResponseLabeler(new LogisticMethod().Fit(Responses("response"), cancellationToken: TestContext.Current.CancellationToken));

        var refused = labeler.Decide("Write a poem", "I'm sorry, I cannot help with that.");
        var answered = labeler.Decide("Write a poem", "Here is a poem about rain.");

        Assert.Equal((ResponseDecision.Refusal, ResponseDecision.Compliance), (refused.Label, answered.Label));
        Assert.True(refused.Score > 0.5 && answered.Score < 0.5);
        Assert.Equal(Stance.Refused, refused.Stance);
        Assert.NotNull(refused.Onset);
        Assert.Contains(refused.Evidence.Items, item => item.Words == "cannot" && item.Weight > 0);
        Assert.True(labeler.Decide("Write a poem", " ").IsAbstention);
        Assert.StartsWith("logistic ", labeler.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_and_columns_that_say_nothing_of_responses_are_refused()
    {
        var moods = new LogisticMethod().Fit(Table.OfTexts(["good day", "bad day", "good one", "bad one"], ["glad", "sad", "glad", "sad"]), cancellationToken: TestContext.Current.CancellationToken);
        var prompts = new LogisticMethod().Fit(Responses("prompt"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.StartsWith("The classifier tells glad, sad apart;", Assert.Throws<DemurException>(() => new ClassifierResponseLabeler(moods)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The classifier reads 'prompt';", Assert.Throws<DemurException>(() => new ClassifierResponseLabeler(prompts)).Message, StringComparison.Ordinal);
    }

    private static Table Responses(string column)
    {
        var schema = new TableSchema([new TableColumn(column, ColumnKind.Text)], "label");
        var texts = Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? $"I'm sorry, I cannot help with number {i % 7}." : $"Here is number {i % 7} for you.");
        return Table.Of(schema, [.. texts.Select(schema.OfText)], [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "rejected" : "complied")], new TableOptions { Positive = "rejected" });
    }
}
