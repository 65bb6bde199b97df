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

        var mask = DropoutMask.Draw(zeros(201, 501, dtype: type), 0.2, new SplitMix(1));

        Assert.Equal(type, mask.dtype);
        Assert.Equal([201L, 501], mask.shape);
        var values = mask.to(ScalarType.Float32).data<float>().ToArray();
        Assert.Equal(2, values.Distinct().Count());
        Assert.InRange(values.Count(value => value == 0) / (double)values.Length, 0.195, 0.205);
        Assert.InRange(values.Average(), 0.99f, 1.01f);
    }

    [Theory]
    [InlineData(1e-9, true)]
    [InlineData(1 - 1e-9, false)]
    public void The_rarest_and_the_most_frequent_dropout_leave_finite_values(double dropout, bool keepsAll)
    {
        using var scope = NewDisposeScope();

        var values = DropoutMask.Draw(zeros(1000), dropout, new SplitMix(1)).data<float>().ToArray();

        Assert.All(values, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(keepsAll, values.All(value => value == 1));
    }

    [Fact]
    public void Neighbours_are_dropped_independently()
    {
        using var scope = NewDisposeScope();

        var values = DropoutMask.Draw(zeros(100_000), 0.5, new SplitMix(1)).data<float>().ToArray();

        // Four values share a draw of 64 bits: each distance within and beyond it.
        Assert.All(Enumerable.Range(1, 9), distance =>
            Assert.InRange(values.Zip(values.Skip(distance)).Count(pair => pair.First == pair.Second) / (double)values.Length, 0.49, 0.51));
    }
}
