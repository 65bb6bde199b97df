using Demur.Neural.Hooks;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tests.Decoding;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Hooks;

[Collection(AloneCollection.Name)]
public sealed class NativeMemoryTests
{
    [Fact]
    public void A_thousand_forwards_with_and_without_hooks_leave_no_tensor_behind()
    {
        using var folder = new TemporaryFolder();
        using var quiet = no_grad();
        using var model = TinyModels.Create("deepseek");
        using var ids = TinyModels.Ids(2, 3);
        using var mask = tensor(new float[] { 0, 1, 1, 1, 1, 1 }, [2, 3]);
        var direction = new Direction([[.. Enumerable.Range(1, 24).Select(value => (float)value)]], "blocks.1.resid_pre");
        Once(10);

        // What earlier tests have dropped must not be collected in between.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var before = Tensor.TotalCount;

        Once(1000);

        Assert.Equal(before, Tensor.TotalCount);

        void Once(int turns)
        {
            for (var turn = 0; turn < turns; turn++)
            {
                using var cache = new KvCache();
                model.Forward(ids, cache, mask).Dispose();
                if (turn % 10 == 0)
                {
                    using var capture = Capture.At("*", Where.Last());
                    using var file = FileCapture.At(folder["acts.safetensors"], ["blocks.*.resid_post"]);
                    using var open = model.With(capture, file, Ablate.Direction(direction), Experts.Exclude([new Expert(1, 2)]));
                    using var fork = cache.Fork();
                    model.Forward(ids, new ForwardOptions { Cache = fork, Logits = LogitsAt.Last }).Dispose();
                }
            }
        }
    }
}
