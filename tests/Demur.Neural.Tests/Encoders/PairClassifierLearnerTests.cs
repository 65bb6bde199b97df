using Demur.Neural.Checkpoints;
using Demur.Neural.Encoders;
using Demur.Neural.Tests.Checkpoints;
using Demur.Progress;

namespace Demur.Neural.Tests.Encoders;

public sealed class PairClassifierLearnerTests
{
    private static readonly PairClassifierOptions Quick = new() { Epochs = 2, LearningRate = 1e-2, BatchSize = 8, Threads = 1 };
    private static readonly PairExample[] Examples = TinyEncoder.Sevens(60, seed: 1);

    [Theory]
    [InlineData(TensorType.F32)]
    [InlineData(TensorType.BF16)]
    public void Whether_a_token_occurs_is_learned_in_seconds(TensorType type)
    {
        using var classifier = Fit(Quick with { Epochs = 10, Dropout = 0, ProductType = type }, TinyEncoder.Sevens(1000, seed: 1));
        var unseen = TinyEncoder.Sevens(200, seed: 2);

        var logits = classifier.Predict(Pairs(unseen), TestContext.Current.CancellationToken);

        Assert.All(unseen.Zip(logits), pair => Assert.Equal(pair.First.Target > 0.5, pair.Second > 0));
    }

    [Fact]
    public void The_same_seed_makes_the_same_weights_and_another_one_others()
    {
        using var first = Fit(Quick);
        using var again = Fit(Quick);
        using var other = Fit(Quick with { Seed = 2 });

        Assert.Equal(Weights(first), Weights(again));
        Assert.NotEqual(Weights(first), Weights(other));
    }

    [Fact]
    public void Training_changes_a_copy_and_leaves_the_word_table_unless_it_is_asked_for()
    {
        using var encoder = TinyEncoder.Load();
        var before = encoder.Encode(Pairs(Examples), TestContext.Current.CancellationToken);

        using var frozen = new PairClassifierLearner(Quick).Fit(encoder, Examples, cancellationToken: TestContext.Current.CancellationToken);
        using var whole = new PairClassifierLearner(Quick with { TrainsWords = true }).Fit(encoder, Examples, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(before, encoder.Encode(Pairs(Examples), TestContext.Current.CancellationToken));
        using var start = TinyEncoder.Weights();
        Assert.Equal(["embeddings.word"], TinyEncoder.Tensors.Keys.Where(name => Values(start, name).SequenceEqual(Values(frozen.CopyWeights(), name))));
        Assert.DoesNotContain(TinyEncoder.Tensors.Keys, name => Values(start, name).SequenceEqual(Values(whole.CopyWeights(), name)));
    }

    [Fact]
    public void A_frozen_table_may_be_a_part_of_the_vocabulary()
    {
        using var whole = TinyEncoder.Load();
        using var part = TinyEncoder.Load([.. Enumerable.Range(7, 16)]);
        var moved = Examples.Select(row => row with { Pair = row.Pair with { Ids = [.. row.Pair.Ids.Select(id => id - 7)] } }).ToArray();

        using var expected = new PairClassifierLearner(Quick).Fit(whole, Examples, cancellationToken: TestContext.Current.CancellationToken);
        using var actual = new PairClassifierLearner(Quick).Fit(part, moved, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected.Predict(Pairs(Examples), TestContext.Current.CancellationToken), actual.Predict(Pairs(moved), TestContext.Current.CancellationToken));
        Assert.Equal([16L, 8], actual.CopyWeights().Tensors["embeddings.word"].Shape);
    }

    [Fact]
    public void Weights_written_and_read_again_predict_the_same_after_the_classifier_is_gone()
    {
        using var folder = new TemporaryFolder();
        var classifier = Fit(Quick);
        var expected = classifier.Predict(Pairs(Examples), TestContext.Current.CancellationToken);
        var weights = classifier.CopyWeights();
        classifier.Dispose();

        SafetensorsWriter.Write(folder["trained.safetensors"], weights);

        using var file = SafetensorsFile.Open(folder["trained.safetensors"]);
        using var again = PairClassifier.Load(file, TinyEncoder.Heads);
        Assert.Equal(expected, again.Predict(Pairs(Examples), TestContext.Current.CancellationToken));
        Assert.Equal(TinyEncoder.Tensors.Keys.Order(StringComparer.Ordinal), file.Tensors.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("head.weight")]
    [InlineData("head.bias")]
    public void A_classifier_without_a_head_is_refused(string missing)
    {
        var error = Assert.Throws<DemurException>(() => PairClassifier.Load(TinyEncoder.Weights((name, shape) => name == missing ? null : shape), TinyEncoder.Heads, "c.safetensors"));

        Assert.StartsWith($"c.safetensors: expected a tensor '{missing}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Products_in_16_bits_train_nearly_the_same()
    {
        using var exact = Fit(Quick with { Dropout = 0, LearningRate = 1e-3 });
        using var rounded = Fit(Quick with { Dropout = 0, LearningRate = 1e-3, ProductType = TensorType.BF16 });

        var distance = Weights(exact).Zip(Weights(rounded), (left, right) => Math.Abs(left - right)).ToArray();

        Assert.InRange(distance.Average(), 1e-7, 1e-3);
    }

    [Fact]
    public void Dropout_acts_in_training_and_never_in_predictions()
    {
        using var dropped = Fit(Quick);
        using var whole = Fit(Quick with { Dropout = 0 });

        Assert.NotEqual(Weights(dropped), Weights(whole));
        Assert.Equal(dropped.Predict(Pairs(Examples), TestContext.Current.CancellationToken), dropped.Predict(Pairs(Examples), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_step_is_reported_with_its_epoch()
    {
        var events = new Recorder();

        Fit(Quick, progress: events).Dispose();

        // 60 rows in eights: eight steps an epoch.
        Assert.Equal(Enumerable.Range(1, 16).Select(step => ((long)step, (long?)16, step <= 8 ? 1d : 2d)), events.Events.Select(step => (step.Done, step.Total, step.Figures["epoch"])));
        Assert.Equal(events.Events[0].Figures["loss"], events.Events[0].Figures["recentLoss"], 1e-9);
        Assert.Equal(events.Events.Average(step => step.Figures["loss"]), events.Events[^1].Figures["recentLoss"], 1e-9);
        Assert.True(events.Events[^1].Figures["seconds"] > events.Events[0].Figures["seconds"]);
        Assert.Equal(0, events.Events[^1].Figures["secondsLeft"]);
    }

    [Fact]
    public void Training_can_be_cancelled_at_any_step()
    {
        using var source = new CancellationTokenSource();
        var events = new Recorder(done =>
        {
            if (done == 3)
            {
                source.Cancel();
            }
        });

        using var encoder = TinyEncoder.Load();
        Assert.Throws<OperationCanceledException>(() => new PairClassifierLearner(Quick).Fit(encoder, Examples, events, source.Token));
        Assert.Equal(3, events.Events.Count);
    }

    [Fact]
    public void Settings_and_examples_out_of_range_are_refused_in_a_sentence()
    {
        string Setting(PairClassifierOptions options) => Assert.Throws<DemurException>(() => Fit(options)).Message;
        string Example(double target, double weight) => Assert.Throws<DemurException>(() => Fit(Quick, [Examples[0], new PairExample(TinyEncoder.Row(1), target, weight)])).Message;

        Assert.Contains("0 epochs", Setting(Quick with { Epochs = 0 }), StringComparison.Ordinal);
        Assert.Contains("batches of 0", Setting(Quick with { BatchSize = 0 }), StringComparison.Ordinal);
        Assert.Contains("on 0 threads", Setting(Quick with { Threads = 0 }), StringComparison.Ordinal);
        Assert.Contains("learning rate is NaN", Setting(Quick with { LearningRate = double.NaN }), StringComparison.Ordinal);
        Assert.Contains("warm-up takes 2", Setting(Quick with { WarmUpShare = 2 }), StringComparison.Ordinal);
        Assert.Contains("smoothing is 1", Setting(Quick with { LabelSmoothing = 1 }), StringComparison.Ordinal);
        Assert.Contains("dropout is 1", Setting(Quick with { Dropout = 1 }), StringComparison.Ordinal);
        Assert.Contains("decay is -1", Setting(Quick with { WeightDecay = -1 }), StringComparison.Ordinal);
        Assert.Contains("clipped at -1", Setting(Quick with { ClipNorm = -1 }), StringComparison.Ordinal);
        Assert.Contains("multiplied in F16", Setting(Quick with { ProductType = TensorType.F16 }), StringComparison.Ordinal);
        Assert.Contains("no examples", Assert.Throws<DemurException>(() => Fit(Quick, [])).Message, StringComparison.Ordinal);
        Assert.Contains("Row 1 has the target 1.5", Example(1.5, 1), StringComparison.Ordinal);
        Assert.Contains("Row 1 has the target NaN", Example(double.NaN, 1), StringComparison.Ordinal);
        Assert.Contains("Row 1 has the weight -1", Example(0, -1), StringComparison.Ordinal);
    }

    private static PairClassifier Fit(PairClassifierOptions options, PairExample[]? examples = null, Recorder? progress = null)
    {
        using var encoder = TinyEncoder.Load();
        return new PairClassifierLearner(options).Fit(encoder, examples ?? Examples, progress, TestContext.Current.CancellationToken);
    }

    private static EncodedPair[] Pairs(PairExample[] examples) => [.. examples.Select(example => example.Pair)];

    private static float[] Weights(PairClassifier classifier)
    {
        using var weights = classifier.CopyWeights();
        return [.. weights.Tensors.Keys.SelectMany(name => Values(weights, name))];
    }

    private static float[] Values(ITensorSource source, string name)
    {
        var values = new float[source.Tensors[name].Count];
        source.Read(name, values);
        return values;
    }

    private sealed class Recorder(Action<long>? then = null) : IProgress<ProgressEvent>
    {
        public List<ProgressEvent> Events { get; } = [];

        public void Report(ProgressEvent value)
        {
            Events.Add(value);
            then?.Invoke(value.Done);
        }
    }
}
