using Demur.Neural.Generation;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Generation;

[Collection(AloneCollection.Name)]
public sealed class GenerationMemoryTests
{
    [Fact]
    public void Writing_scoring_and_leaving_early_keep_no_native_memory()
    {
        using var chat = new TinyChat();
        int[][] prompts = [[0, 3, 12], [0, 3, 12, 13, 14]];
        var options = new GenerationOptions { MaximumTokens = 6, Temperature = 1, StopTokens = [20, 21, 22] };
        Use();
        var before = Tensor.TotalCount;

        for (var i = 0; i < 50; i++)
        {
            Use();
        }

        Assert.Equal(before, Tensor.TotalCount);

        void Use()
        {
            chat.Generator.Generate(prompts[0], options, TestContext.Current.CancellationToken);
            chat.Generator.GenerateBatch(prompts, options, TestContext.Current.CancellationToken);
            chat.Generator.Score(prompts[0], prompts, TestContext.Current.CancellationToken);
            _ = chat.Generator.Stream(prompts[1], options, TestContext.Current.CancellationToken).First();
            Assert.Throws<OperationCanceledException>(() => chat.Generator.GenerateBatch(prompts, options, new CancellationToken(canceled: true)));
        }
    }
}
