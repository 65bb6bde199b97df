using Demur.Neural.Training.Internal;
using static TorchSharp.torch;

namespace Demur.Neural.Tests.Training;

public sealed class DropoutMaskTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void A_mask_drops_its_share_and_keeps_the_mean(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(1);

        var mask = DropoutMask.Draw(zeros(200, 500, dtype: type), 0.2, random);

        Assert.Equal(type, mask.dtype);
        Assert.Equal([200L, 500], mask.shape);
        var values = mask.to(ScalarType.Float32).data<float>().ToArray();
        Assert.Equal(2, values.Distinct().Count());
        Assert.InRange(values.Count(value => value == 0), 19_000, 21_000);
        Assert.InRange(values.Average(), 0.98f, 1.02f);
    }
}
