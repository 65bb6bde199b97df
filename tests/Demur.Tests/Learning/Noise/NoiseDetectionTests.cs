using Demur.Learning.Neighbours;
using Demur.Learning.Noise;
using Demur.Learning.Sparse;

namespace Demur.Tests.Learning.Noise;

public sealed class NoiseDetectionTests
{
    private static readonly NoiseOptions Options = new() { NoneLabel = "none", Folds = 4, Features = new() { MaxNgram = 1 } };

    [Fact]
    public void Hidden_positives_are_among_the_suspects()
    {
        var (noisy, hidden) = Stories();
        var reference = new LabelledTexts(["wheat corn grain harvest", "corn wheat silo grain", "grain wheat corn field", "bank rate loan money", "loan bank credit rate", "money bank rate fund"], ["grain", "grain", "grain", "none", "none", "none"]);

        foreach (var strategy in new INoiseStrategy[] { new ExtrinsicNoiseStrategy(reference), new OutOfFoldNoiseStrategy() })
        {
            var report = new NeighbourNoiseDetector(strategy, Options).Detect(noisy);

            Assert.All(hidden, row => Assert.Contains(report.Suspects, suspect => suspect.Row == row && suspect.Suggestion == "grain"));
            Assert.Equal(report.Suspects.Select(suspect => suspect.Doubt).OrderDescending(), report.Suspects.Select(suspect => suspect.Doubt));
        }
    }

    [Fact]
    public void Confident_learning_suspects_rows_that_are_less_sure_than_is_usual_and_nothing_that_is_rightly_labelled_and_sure()
    {
        var (noisy, hidden) = Stories();

        var suspects = new NeighbourNoiseDetector(new ConfidentNoiseStrategy(), Options).Detect(noisy).Suspects;

        Assert.True(suspects.Count(suspect => hidden.Contains(suspect.Row)) >= 2);
        Assert.DoesNotContain(suspects, suspect => suspect.Row >= 20);
    }

    [Fact]
    public void Where_no_positive_is_lost_the_intrinsic_strategy_suspects_nothing() =>
        Assert.Empty(new NeighbourNoiseDetector(new IntrinsicNoiseStrategy(), Options).Detect(Stories().Data).Suspects);

    [Fact]
    public void Intrinsic_suspects_are_the_negatives_nearest_to_lost_positives_and_the_evidence_names_those()
    {
        // One positive reads like the negatives, so it is lost; negative 4 lies nearest to it.
        var data = new LabelledTexts(
            ["corn a", "corn b", "corn c", "bank lost", "bank near", "bank far", "bank farther", "bank x", "corn d", "bank y"],
            ["grain", "grain", "grain", "grain", "none", "none", "none", "none", "grain", "none"]);
        var places = new Places(new() { ["bank lost"] = (1, 0), ["bank near"] = (1.1, 0), ["bank far"] = (3, 0), ["bank farther"] = (4, 0), ["bank x"] = (5, 5), ["bank y"] = (6, 6) });

        var report = new NeighbourNoiseDetector(new IntrinsicNoiseStrategy(), Options with { Embedding = places, Neighbours = 1, Metric = DistanceMetric.Euclid, Folds = 2 }).Detect(data);

        var suspect = Assert.Single(report.Suspects);
        Assert.Equal((4, "none", "grain", 1.0), (suspect.Row, suspect.Given, suspect.Suggestion, suspect.Stability));
        var evidence = Assert.Single(suspect.Neighbours);
        Assert.Equal(("bank lost", "grain"), (evidence.Text, evidence.Label));
        Assert.Equal(0.1, evidence.Distance, 1e-12);
    }

    [Fact]
    public void Where_the_nearest_checked_examples_agree_on_no_label_the_extrinsic_strategy_is_silent()
    {
        var (data, _) = Stories();
        var checkedTexts = new LabelledTexts(["p", "q", "r", "s", "t", "u"], ["grain", "gold", "oil", "none", "none", "none"]);
        var places = new Places(new() { ["p"] = (0, 1), ["q"] = (0, 1), ["r"] = (0, 1), ["s"] = (1, 0), ["t"] = (1, 0), ["u"] = (1, 0) }, text => text.Contains("corn", StringComparison.Ordinal) ? (0, 1) : (1, 0));
        IReadOnlyList<NoiseSuspect> Suspects(bool withPositives) => new NeighbourNoiseDetector(new ExtrinsicNoiseStrategy(checkedTexts, withPositives), Options with { Embedding = places }).Detect(data).Suspects;

        Assert.Empty(Suspects(withPositives: false));
        Assert.NotEmpty(Suspects(withPositives: true)); // grain stories without corn stand among three checked as none
        Assert.All(Suspects(withPositives: true), suspect => Assert.Equal(("grain", "none"), (suspect.Given, suspect.Suggestion)));
    }

    [Fact]
    public void Applying_drops_relabels_or_leaves_alone()
    {
        var (data, hidden) = Stories();
        var report = new NeighbourNoiseDetector(new OutOfFoldNoiseStrategy(), Options).Detect(data);

        Assert.Equal(data.Count - report.Suspects.Count, report.Apply(NoiseAction.Eliminate).Data.Count);
        Assert.Equal(data, report.Apply(NoiseAction.Review).Data, Same);
        var relabelled = report.Apply(NoiseAction.Relabel);
        Assert.All(hidden, row => Assert.Equal("grain", relabelled.Data.Labels[row]));
        Assert.Equal(report.Suspects.Select(suspect => suspect.Row).Order(), relabelled.Relabelled);
    }

    [Fact]
    public void The_same_seed_finds_the_same_and_stability_counts_seeds()
    {
        var (data, _) = Stories();
        var detector = new NeighbourNoiseDetector(new IntrinsicNoiseStrategy(), Options with { Seeds = 3, LeastStability = 0 });

        var first = detector.Detect(data, seed: 5);
        var second = detector.Detect(data, seed: 5);

        Assert.Equal(first.Suspects.Select(suspect => (suspect.Row, suspect.Doubt, suspect.Stability)), second.Suspects.Select(suspect => (suspect.Row, suspect.Doubt, suspect.Stability)));
        Assert.All(first.Suspects, suspect => Assert.True(suspect.Stability is 1 / 3.0 or 2 / 3.0 or 1));
    }

    [Fact]
    public void Duplicates_are_left_out_and_contradictions_are_told()
    {
        var (kept, contradictions) = new LabelledTexts(["a", "b", "a", "b"], ["x", "y", "x", "z"]).Distinct();

        Assert.Equal([0, 1], kept);
        Assert.Equal([3], contradictions);
    }

    [Fact]
    public void The_control_drops_as_many_of_each_label()
    {
        var (data, _) = Stories();

        var control = PriorMatchedControl.Of(data, [0, 1, 30, 31, 32], seed: 2);

        Assert.Equal(5, control.Dropped.Count);
        Assert.Equal(2, control.Dropped.Count(row => data.Labels[row] == data.Labels[0]));
        Assert.Equal(control.Dropped, PriorMatchedControl.Of(data, [0, 1, 30, 31, 32], seed: 2).Dropped);
    }

    [Fact]
    public void Bad_input_is_told_in_one_sentence()
    {
        string Message(Action act) => Assert.Throws<DemurException>(act).Message;
        var (data, _) = Stories();

        Assert.Contains("at least two labels", Message(() => new NeighbourNoiseDetector(new ConfidentNoiseStrategy()).Detect(new LabelledTexts(["a b", "c d"], ["x", "x"]))), StringComparison.Ordinal);
        Assert.Contains("5 folds need at least 10", Message(() => new NeighbourNoiseDetector(new ConfidentNoiseStrategy()).Detect(new LabelledTexts(["a b", "c d"], ["x", "y"]))), StringComparison.Ordinal);
        Assert.Contains("Name it as NoneLabel", Message(() => new NeighbourNoiseDetector(new IntrinsicNoiseStrategy(), Options with { NoneLabel = null }).Detect(data)), StringComparison.Ordinal);
        Assert.Contains("Text 1 has no label", Message(() => _ = new LabelledTexts(["a", "b"], ["x", ""])), StringComparison.Ordinal);
        Assert.Contains("0 neighbours", Message(() => _ = new NeighbourNoiseDetector(new ConfidentNoiseStrategy(), Options with { Neighbours = 0 })), StringComparison.Ordinal);
    }

    /// <summary>Forty short stories, half on grain; four of those are labelled none.</summary>
    private static (LabelledTexts Data, int[] Hidden) Stories()
    {
        var random = new SplitMix(3);
        string[] grain = ["wheat", "corn", "grain", "harvest", "silo", "field"];
        string[] money = ["bank", "rate", "loan", "money", "credit", "fund"];
        var texts = Enumerable.Range(0, 40).Select(i => $"story{i} " + string.Join(' ', Enumerable.Range(0, 6).Select(_ => (i < 20 ? grain : money)[random.Below(6)]))).ToList();
        int[] hidden = [3, 8, 12, 17];
        return (new LabelledTexts(texts, [.. Enumerable.Range(0, 40).Select(i => i < 20 && !hidden.Contains(i) ? "grain" : "none")]), hidden);
    }

    private static bool Same(LabelledTexts left, LabelledTexts right) => left.Texts.SequenceEqual(right.Texts) && left.Labels.SequenceEqual(right.Labels);

    /// <summary>Puts each text where the test says.</summary>
    private sealed class Places(Dictionary<string, (double X, double Y)> places, Func<string, (double X, double Y)>? others = null) : IEmbeddingLearner, IEmbedding
    {
        public IEmbedding Fit(IReadOnlyList<string> texts, int seed, CancellationToken cancellationToken) => this;

        public SparseMatrix Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) => SparseMatrix.FromDense([.. texts.Select(text =>
        {
            var (x, y) = places.TryGetValue(text, out var place) ? place : others?.Invoke(text) ?? (100, 100);
            return new[] { x, y };
        })]);
    }
}
