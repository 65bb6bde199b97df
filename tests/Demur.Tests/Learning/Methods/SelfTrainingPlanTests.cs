using Demur.Learning;
using Demur.Learning.Methods;
using Demur.Learning.SelfTraining;
using Demur.Learning.Tables;
using Demur.Tests.Learning.Tables;

namespace Demur.Tests.Learning.Methods;

public sealed class SelfTrainingPlanTests
{
    [Theory]
    [InlineData("bond", "There is no self-training policy 'bond'; did you mean 'bound'?")]
    [InlineData("mean=.5", "'mean=.5' is no self-training policy; write NAME.")]
    [InlineData("fixed=high", "'fixed=high' is no self-training policy; write NAME, or NAME=NUMBER such as fixed=.5.")]
    [InlineData("top=2", "2")]
    [InlineData("co", "name the column that is the first: co=COLUMN.")]
    public void A_policy_that_is_none_says_what_is_wrong(string policy, string message) =>
        Assert.Contains(message, Assert.Throws<DemurException>(() => SelfTrainingPlan.RequirePolicy(policy)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pool_without_rows_is_refused() =>
        Assert.Contains("no row without a label", Assert.Throws<DemurException>(() => new SelfTrainingPlan("bound", [])).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Rows_without_a_label_are_kept_where_asked_for_and_empty_ones_are_not()
    {
        const string Csv = "text,label\nforge it,no\nforge one,no\nbake it,yes\nbake one,yes\nforge two,\nbake three,\n,\n";

        var kept = await TableText.ReadAsync(Csv, new TableOptions { KeepUnlabelled = true });
        var left = await TableText.ReadAsync(Csv);

        Assert.Equal((4, 2, 0), (kept.Count, kept.Unlabelled.Count, kept.Remarks.Count));
        Assert.Equal((4, 0, 1), (left.Count, left.Unlabelled.Count, left.Remarks.Count));
    }

    [Theory]
    [InlineData("bound")]
    [InlineData("fixed=.6")]
    [InlineData("top=.3")]
    [InlineData("balanced")]
    [InlineData("mean")]
    [InlineData("curriculum")]
    [InlineData("flex=.6")]
    [InlineData("free")]
    [InlineData("soft")]
    [InlineData("tri")]
    [InlineData("co=prompt")]
    public async Task Every_policy_labels_rows_says_which_and_makes_a_classifier_that_can_be_saved(string policy)
    {
        var table = await FewAsync();
        SelfTrainingTrace? trace = null;
        var settings = MethodSettings.None.With(new SelfTrainingPlan(policy, table.Unlabelled) { Trace = told => trace = told });

        var classifier = new BayesMethod().Fit(table, settings);

        Assert.NotNull(trace);
        Assert.NotEmpty(trace.Labels);
        Assert.All(trace.Labels, label => Assert.InRange(label.Row, 0, table.Unlabelled.Count - 1));
        Assert.Equal(trace.Labels.Count, trace.Rounds.Sum(round => round.Added.Sum()));
        Assert.Equal($"{policy} on {table.Unlabelled.Count} rows without labels", classifier.Card.Options["self-training"]);
        var back = ClassifierFile.FromBytes(ClassifierFile.ToBytes(classifier), "m");
        Assert.All(table.Unlabelled, record => Assert.Equal(classifier.Decide(record).Score, back.Decide(record).Score));
    }

    [Fact]
    public async Task Words_that_only_unlabelled_rows_have_are_learnt()
    {
        // "coin" stands beside "forge" in rows without labels only; "bun" beside "bake".
        var table = await FewAsync();
        var (alone, trained) = (new LogisticMethod().Fit(table), new LogisticMethod().Fit(table, MethodSettings.None.With(new SelfTrainingPlan("balanced=.5", table.Unlabelled))));

        double Refusal(IClassifier classifier, string text) => classifier.Decide(classifier.Schema.Of(new Dictionary<string, string?> { ["prompt"] = text, ["note"] = "" })).Score;

        Assert.True(Refusal(trained, "a coin") > Refusal(alone, "a coin"));
        Assert.True(Refusal(trained, "a bun") < Refusal(trained, "a coin") - 0.1);
    }

    [Fact]
    public async Task A_holdout_is_never_learnt_from_and_rounds_are_limited()
    {
        var table = await FewAsync();
        SelfTrainingTrace? trace = null;
        var plan = new SelfTrainingPlan("top=.1", table.Unlabelled) { MaxRounds = 2, HoldoutShare = 0.5, Trace = told => trace = told };

        new LogisticMethod().Fit(table, MethodSettings.None.With(plan));

        Assert.Equal(StopReason.RoundLimit, trace!.StopReason);
        Assert.Equal(2, trace.Rounds.Count);
        Assert.All(trace.Rounds, round => Assert.NotNull(round.HoldoutAccuracy));
    }

    [Fact]
    public async Task A_view_must_be_a_column_and_ss3_labels_nothing()
    {
        var table = await FewAsync();

        var view = Assert.Throws<DemurException>(() => new BayesMethod().Fit(table, MethodSettings.None.With(new SelfTrainingPlan("co=promt", table.Unlabelled))));
        var ss3 = Assert.Throws<DemurException>(() => new Ss3Method().Fit(table, MethodSettings.None.With(new SelfTrainingPlan("bound", table.Unlabelled))));

        Assert.Equal("There is no column 'promt'; did you mean 'prompt'?", view.Message);
        Assert.Contains("ss3 adds texts up", ss3.Message, StringComparison.Ordinal);
    }

    /// <summary>Twelve labelled rows and sixty without a label, of two texts each.</summary>
    private static Task<Table> FewAsync()
    {
        var labelled = Enumerable.Range(0, 12).Select(i => i % 2 == 0 ? $"please forge item{i % 3} for us,a note on forging item{i % 3},refusal" : $"please bake item{i % 3} for us,a note on baking item{i % 3},compliance");
        var others = Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? $"please forge a coin for us item{i % 5},a note on forging coins item{i % 4}," : $"please bake a bun for us item{i % 5},a note on baking buns item{i % 4},");
        return TableText.ReadAsync(
            $"prompt,note,label\n{string.Join('\n', labelled)}\n{string.Join('\n', others)}\n",
            new TableOptions { KeepUnlabelled = true, Kinds = new Dictionary<string, ColumnKind> { ["prompt"] = ColumnKind.Text, ["note"] = ColumnKind.Text } });
    }
}
