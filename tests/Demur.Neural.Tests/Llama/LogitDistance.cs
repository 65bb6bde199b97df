namespace Demur.Neural.Tests.Llama;

/// <summary>How far apart two computations of the same logits are.</summary>
internal static class LogitDistance
{
    /// <summary>The largest difference over the largest magnitude.</summary>
    public static double Relative(IReadOnlyList<float> expected, IReadOnlyList<float> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        var largest = expected.Max(Math.Abs);
        return expected.Zip(actual, (left, right) => Math.Abs(left - right)).Max() / (double)largest;
    }
}
