using System.Text.Json.Nodes;
using Demur.Neural.Encoders;
using Demur.Neural.Encoders.Internal;
using Demur.Neural.Training;
using Demur.Progress;

namespace Demur.Neural.Tests.Encoders;

/// <summary>A small classifier against PyTorch's own layers and optimiser; Fixtures/reference.py says how.</summary>
public sealed class PairClassifierGoldenTests
{
    private static readonly JsonObject Fixture = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Encoders", "Fixtures", "pair-classifier.json")))!.AsObject();

    private static readonly PairExample[] Rows = [.. Fixture["rows"]!.AsArray().Select(row => new PairExample(
        new EncodedPair(Numbers<int>(row!["ids"]!), Numbers<int>(row["segments"]!)), row["target"]!.GetValue<double>(), row["weight"]!.GetValue<double>()))];

    private static readonly PairClassifierOptions Options = new()
    {
        Epochs = 4,
        BatchSize = 8,
        LearningRate = 0.02,
        WarmUpShare = 0.25,
        WeightDecay = 0.1,
        ClipNorm = 1,
        LabelSmoothing = 0.1,
        Dropout = 0,
        Threads = 1,
    };

    [Fact]
    public void The_sizes_are_read_off_the_tensors()
    {
        using var classifier = PairClassifier.Load(TinyEncoder.Weights(), TinyEncoder.Heads);

        Assert.Equal(TinyEncoder.Shape, classifier.Shape);
    }

    [Fact]
    public void Logits_are_those_of_PyTorch()
    {
        using var classifier = PairClassifier.Load(TinyEncoder.Weights(), TinyEncoder.Heads);

        var logits = classifier.Predict([.. Rows.Select(row => row.Pair)], TestContext.Current.CancellationToken);

        AssertNear(Numbers<double>(Fixture["logits"]!), logits.Select(logit => (double)logit), 2e-6);
    }

    [Fact]
    public void Losses_gradients_and_trained_logits_are_those_of_PyTorch()
    {
        var events = new Recorder();

        // A fresh head would not be the reference's: the parts that the learner puts together are put together here.
        using var encoder = TinyEncoder.Load();
        var net = new PairNet(encoder.Net.Copy(), seed: null);
        var reader = new EncoderReader(TinyEncoder.Weights(), "weights");
        net.HeadParameters.ToList().ForEach(reader.Fill);
        using var classifier = new PairClassifier(net);
        var training = new PairTraining(net, Options, TestContext.Current.CancellationToken);
        new Trainer(training, Options.ForRows(Rows.Length)).Run(PairSequence.Of(Rows, encoder.Shape), training.Loss, events, TestContext.Current.CancellationToken);

        AssertNear(Numbers<double>(Fixture["losses"]!), events.Figures("loss"), 1e-5);
        AssertNear(Numbers<double>(Fixture["norms"]!), events.Figures("gradientNorm"), 1e-4);
        AssertNear(Numbers<double>(Fixture["trained"]!), classifier.Predict([.. Rows.Select(row => row.Pair)], TestContext.Current.CancellationToken).Select(logit => (double)logit), 1e-4);
    }

    private static T[] Numbers<T>(JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<T>())];

    private static void AssertNear(double[] expected, IEnumerable<double> actual, double tolerance) =>
        Assert.All(expected.Zip(actual.ToArray(), (left, right) => Math.Abs(left - right)), distance => Assert.InRange(distance, 0, tolerance));

    private sealed class Recorder : IProgress<ProgressEvent>
    {
        private readonly List<ProgressEvent> _events = [];

        public IEnumerable<double> Figures(string name) => _events.Select(step => step.Figures[name]);

        public void Report(ProgressEvent value) => _events.Add(value);
    }
}
