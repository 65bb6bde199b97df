using Demur.Neural.Checkpoints;
using Demur.Neural.Encoders;
using TorchSharp;

namespace Demur.Neural.Tests.Encoders;

[Collection(AloneCollection.Name)]
public sealed class EncoderMemoryTests
{
    [Theory]
    [InlineData(TensorType.F32)]
    [InlineData(TensorType.BF16)]
    public void Neither_steps_nor_predictions_leave_a_tensor_behind(TensorType type)
    {
        var examples = TinyEncoder.Sevens(64, seed: 1);
        using var encoder = TinyEncoder.Load();
        using var classifier = Fit(epochs: 1);
        var pairs = examples.Select(example => example.Pair).ToArray();

        // TorchSharp counts a parameter up when it is made and never down: a fit is compared with one of the same weights.
        var few = Growth(() => Fit(epochs: 1).Dispose());
        var many = Growth(() => Fit(epochs: 25).Dispose());
        var cancelled = Growth(() => Assert.Throws<OperationCanceledException>(() => Fit(epochs: 1, new CancellationToken(canceled: true))));
        var predicted = Growth(() => classifier.Predict(pairs, TestContext.Current.CancellationToken));

        Assert.Equal((few, few, 0L), (many, cancelled, predicted));

        PairClassifier Fit(int epochs, CancellationToken? cancellationToken = null) =>
            new PairClassifierLearner(new PairClassifierOptions { Epochs = epochs, BatchSize = 8, Threads = 1, ProductType = type })
                .Fit(encoder, examples, cancellationToken: cancellationToken ?? TestContext.Current.CancellationToken);
    }

    private static long Growth(Action act)
    {
        var before = LiveTensors();
        act();
        return LiveTensors() - before;
    }

    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}
