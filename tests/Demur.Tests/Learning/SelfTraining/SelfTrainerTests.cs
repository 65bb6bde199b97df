using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.SelfTraining;
using Demur.Learning.Sparse;
using Demur.Learning.Trees;

namespace Demur.Tests.Learning.SelfTraining;

public sealed class SelfTrainerTests
{
    private static readonly string[] Names = ["left", "middle", "right"];
    private static readonly ClassForest Forest = new(new RandomForestOptions { Trees = 40, MinSplit = 2 });

    [Fact]
    public void Clusters_with_few_labels_each_are_labelled_rightly_and_the_trace_says_when_and_why()
    {
        var (labelled, pool, truth) = Clusters(perClass: 4, pool: 300);

        var result = new SelfTrainer(Forest, new ClassBalancedTop(0.5)).Fit(labelled, new UnlabelledPool(pool, truth), 3, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(result.Labels.Count, result.Rounds.Sum(round => round.Added.Sum()));
        Assert.Equal(result.Labels.Count, result.Labels.Select(label => label.Row).Distinct().Count());
        Assert.All(result.Labels, label => Assert.True(label.Confidence >= label.Threshold));
        Assert.All(result.Labels, label => Assert.Equal(truth[label.Row] == label.Label, label.IsRight));
        Assert.All(result.Rounds, round => Assert.True(round.TruePrecision > 0.9));
        Assert.Equal(300 - result.Labels.Count, result.Rounds[^1].Left);
    }

    [Fact]
    public void Truth_of_the_pool_never_reaches_training()
    {
        var (labelled, pool, truth) = Clusters(perClass: 3, pool: 120);
        var wrong = Array.ConvertAll(truth, label => (label + 1) % 3);

        var blind = new SelfTrainer(Forest).Fit(labelled, new UnlabelledPool(pool), 3, cancellationToken: TestContext.Current.CancellationToken);
        var told = new SelfTrainer(Forest).Fit(labelled, new UnlabelledPool(pool, wrong), 3, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Answers(blind.Model, pool), Answers(told.Model, pool));
        Assert.All(blind.Labels, label => Assert.Null(label.IsRight));
    }

    [Fact]
    public async Task A_seed_repeats_on_one_core_and_on_many()
    {
        var (labelled, pool, _) = Clusters(perClass: 3, pool: 150);
        var exclusive = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maxConcurrencyLevel: 1).ExclusiveScheduler;

        var many = Answers(new SelfTrainer(Forest).Fit(labelled, new UnlabelledPool(pool), 5, cancellationToken: TestContext.Current.CancellationToken).Model, pool);
        var one = await Task.Factory.StartNew(() => Answers(new SelfTrainer(Forest).Fit(labelled, new UnlabelledPool(pool), 5).Model, pool), TestContext.Current.CancellationToken, TaskCreationOptions.None, exclusive);

        Assert.Equal(many, one);
    }

    [Fact]
    public void Rounds_end_when_the_pool_is_used_up_when_nothing_is_sure_or_at_the_limit()
    {
        var (labelled, pool, _) = Clusters(perClass: 3, pool: 60);

        Assert.Equal(StopReason.PoolExhausted, Fit(new TopFraction(1), 10).StopReason);
        Assert.Equal(StopReason.NothingChosen, Fit(new FixedThreshold(1.01), 10).StopReason);
        Assert.Equal(StopReason.RoundLimit, Fit(new TopFraction(0.1), 2).StopReason);
        Assert.Equal(5, Fit(new Curriculum(), 10).Rounds.Count);
        Assert.Empty(Fit(new FixedThreshold(1.01), 10).Labels);

        SelfTrainingResult Fit(IPseudoLabelPolicy policy, int rounds) =>
            new SelfTrainer(Forest, policy, new() { MaxRounds = rounds }).Fit(labelled, new UnlabelledPool(pool), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_holdout_that_does_not_gain_gives_back_the_model_that_did_best()
    {
        var (labelled, pool, _) = Clusters(perClass: 3, pool: 60);
        var (holdout, _, _) = Clusters(perClass: 20, pool: 1, seed: 9);
        var shuffled = new ExampleSet(holdout.Features, Array.ConvertAll(holdout.Labels.ToArray(), label => (label + 1) % 3), Names);

        var result = new SelfTrainer(Forest, new TopFraction(0.1), new() { Patience = 2 }).Fit(labelled, new UnlabelledPool(pool), holdout: shuffled, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(StopReason.HoldoutFell, result.StopReason);
        Assert.All(result.Rounds, round => Assert.NotNull(round.HoldoutAccuracy));
        Assert.True(result.KeptRound < result.Rounds.Count);
    }

    [Fact]
    public void Balanced_weights_let_both_parts_count_alike()
    {
        // Three labelled rows; the recorder sees the last set that it was given: 3 × 1 and 30 rows that add up to 3.
        var (labelled, pool, _) = Clusters(perClass: 1, pool: 30);
        var recorder = new RecordingLearner();

        new SelfTrainer(recorder, new TopFraction(1)).Fit(labelled, new UnlabelledPool(pool), cancellationToken: TestContext.Current.CancellationToken);

        var set = recorder.Last!;
        Assert.Equal(33, set.Count);
        Assert.Equal(3, Enumerable.Range(0, 3).Sum(set.Weight), 1e-12);
        Assert.Equal(3, Enumerable.Range(3, 30).Sum(set.Weight), 1e-12);
    }

    [Fact]
    public void Alignment_gives_the_pool_the_labelled_shares()
    {
        // All rows lean to the first class: .9 and .6. Aligned to halves: .9/.75 : .1/.25 = .75 : .25 and .6/.75 : .4/.25 = 1/3 : 2/3.
        var labelled = new ExampleSet(SparseMatrix.FromDense([[0.9], [0.1]]), [0, 1], ["a", "b"]);
        var pool = new UnlabelledPool(SparseMatrix.FromDense([[0.9], [0.6]]));

        var result = new SelfTrainer(new RecordingLearner(), new TopFraction(1), new() { AlignsDistribution = true }).Fit(labelled, pool, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([0, 1], result.Labels.OrderBy(label => label.Row).Select(label => label.Label));
        Assert.Equal(0.75, result.Labels.Single(label => label.Row == 0).Confidence, 1e-12);
    }

    [Fact]
    public void Sets_that_do_not_fit_are_named()
    {
        var (labelled, pool, _) = Clusters(perClass: 2, pool: 5);

        Assert.Contains("The pool has 1 columns, the labelled rows 2", Error(new UnlabelledPool(SparseMatrix.FromDense([[1.0]]))), StringComparison.Ordinal);
        Assert.Contains("5 rows and 2 true classes", Error(new UnlabelledPool(pool, [0, 1])), StringComparison.Ordinal);
        Assert.Contains("Row 0 of the pool has the value NaN in feature 1", Error(new UnlabelledPool(SparseMatrix.FromDense([[1, double.NaN]]))), StringComparison.Ordinal);

        string Error(UnlabelledPool bad) => Assert.Throws<DemurException>(() => new SelfTrainer(Forest).Fit(labelled, bad)).Message;
    }

    [Fact]
    public void Two_views_teach_each_other_what_one_alone_does_not_know()
    {
        var random = new SplitMix(4);
        var truth = Enumerable.Range(0, 400).Select(_ => random.Below(2)).ToArray();
        var rows = truth.Select(label => Enumerable.Range(0, 8).Select(_ => Math.Max(0, random.Unit() + (label == 1 ? 0.25 : -0.25))).ToArray()).ToArray();
        var labelled = new ExampleSet(SparseMatrix.FromDense(rows[..20]), truth[..20], ["a", "b"]);
        var pool = new UnlabelledPool(SparseMatrix.FromDense(rows[20..300]), truth[20..300]);

        var result = new CoTraining(new OneVersusRest(new LogisticRegression()), new() { FirstView = [0, 1, 2, 3], RowsPerRound = 10, MaxRounds = 6 }).Fit(labelled, pool, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2, result.Model.Members.Count);
        Assert.True(result.Labels.Average(label => label.IsRight == true ? 1.0 : 0) > 0.85);
        Assert.Equal(result.Labels.Count, result.Labels.Select(label => label.Row).Distinct().Count());
        var bytes = ModelFile.ToBytes(new ModelCard { Kind = "t", CreatedBy = "test" }, writer => LearnedModelFormat.Write(writer, result.Model));
        var read = ModelFile.FromBytes(bytes, "t", "t", (reader, _) => LearnedModelFormat.Read(reader));
        Assert.Equal(Answers(result.Model, pool.Rows), Answers(read, pool.Rows));
    }

    [Fact]
    public void Three_learners_label_where_two_agree()
    {
        var (labelled, pool, truth) = Clusters(perClass: 8, pool: 200);

        var result = new TriTraining(ClassForest.SingleTree()).Fit(labelled, new UnlabelledPool(pool, truth), 6, TestContext.Current.CancellationToken);

        Assert.Equal(3, result.Model.Members.Count);
        Assert.NotEmpty(result.Labels);
        Assert.True(result.Labels.Average(label => label.IsRight == true ? 1.0 : 0) > 0.85);
    }

    [Theory]
    [InlineData(0.5, 0.5, 0, 10, 0)] // no better than before: nothing
    [InlineData(0.1, 0.5, 0, 10, 10)] // first round: l' = floor(.1/.4 + 1) = 1, 10 × .1 ≥ 1 × .5, cut to ceil(.5 × 1/.1 - 1) = 4
    [InlineData(0.1, 0.2, 30, 40, 40)] // 40 × .1 < 30 × .2: all
    [InlineData(0.1, 0.2, 30, 80, 59)] // 80 × .1 ≥ 6: ceil(6/.1 - 1) = 59
    [InlineData(0.1, 0.2, 30, 30, 0)] // not more than before
    public void More_labels_are_admitted_only_while_their_noise_shrinks(double error, double before, double count, int agreed, int expected)
    {
        var state = (before, count);

        var taken = TriTraining.Admit([.. Enumerable.Range(0, agreed)], error, ref state, new SplitMix(1));

        Assert.Equal(count == 0 && error == 0.1 ? 4 : expected, taken.Length);
        Assert.Equal(taken.Length > 0 ? (error, (double)taken.Length) : (before, count), state);
    }

    private static (ExampleSet Labelled, SparseMatrix Pool, int[] Truth) Clusters(int perClass, int pool, int seed = 1)
    {
        var random = new SplitMix(seed);
        var labels = Enumerable.Range(0, 3 * perClass).Select(row => row % 3).ToArray();
        var truth = Enumerable.Range(0, pool).Select(_ => random.Below(3)).ToArray();
        return (new ExampleSet(Rows(labels), labels, Names), Rows(truth), truth);

        SparseMatrix Rows(int[] classes) => SparseMatrix.FromDense([.. classes.Select(label => new[] { label + (0.6 * (random.Unit() - 0.5)), random.Unit() + label })]);
    }

    private static List<double> Answers(IModel model, SparseMatrix rows)
    {
        var answers = new List<double>();
        var probabilities = new double[model.ClassCount];
        for (var row = 0; row < rows.RowCount; row++)
        {
            model.Predict(rows.Row(row), probabilities);
            answers.AddRange(probabilities);
        }

        return answers;
    }

    /// <summary>Answers with its first column as the first class's probability, and keeps what it was given.</summary>
    private sealed class RecordingLearner : ILearner
    {
        public ExampleSet? Last { get; private set; }

        public IModel Fit(ExampleSet examples, int seed, CancellationToken cancellationToken)
        {
            Last = examples;
            return new EchoModel(examples.Classes.Count);
        }
    }

    private sealed record EchoModel(int ClassCount) : IModel
    {
        public int FeatureCount => 1;

        public void Predict(SparseRow row, Span<double> probabilities)
        {
            var first = Math.Clamp(row.ValueAt(0), 0, 1);
            probabilities.Fill((1 - first) / (ClassCount - 1));
            probabilities[0] = first;
        }

        public void Write(ModelWriter writer) => throw new NotSupportedException();
    }
}
