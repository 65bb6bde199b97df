using Demur.Neural.Training;
using TorchSharp;

namespace Demur.Neural.Tests.Training;

[Collection(AloneCollection.Name)]
public sealed class TrainingMemoryTests
{
    private static readonly TrainerOptions Options = new() { BatchSize = 8, WarmUpSteps = 5, BucketBatches = 4, LearningRate = 1e-2 };

    [Fact]
    public void A_thousand_steps_leave_no_tensors_and_no_memory_behind()
    {
        using var model = TinyModel.Create();
        var rows = TinyModel.Counting(64);
        var trainer = new Trainer(new FullTraining(model.Parameters), Options with { Steps = 100 });
        trainer.Run(rows, LanguageModelLoss.CrossEntropy(model), cancellationToken: TestContext.Current.CancellationToken);
        var tensors = LiveTensors();
        var memory = ResidentBytes();

        for (var run = 0; run < 10; run++)
        {
            trainer.Run(rows, LanguageModelLoss.CrossEntropy(model), cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Equal(tensors, LiveTensors());
        Assert.InRange(ResidentBytes() - memory, long.MinValue, 40L << 20);
    }

    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }

    private static long ResidentBytes()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
