namespace Demur.Learning.Tsetlin.Internal;

/// <summary>All that is drawn for an epoch as a whole: the order of the examples and, for each, what picks the class that learns from the other side.</summary>
internal sealed class EpochPlan
{
    private readonly double[] _draws;
    private readonly int _classes;

    public EpochPlan(int examples, int classes, int seed, int epoch)
    {
        _classes = classes;
        var random = new SplitMix(~seed, epoch);
        Order = new int[examples];
        _draws = new double[examples];
        for (var i = 0; i < examples; i++)
        {
            Order[i] = i;
        }

        random.Shuffle<int>(Order);
        foreach (ref var draw in _draws.AsSpan())
        {
            draw = random.Unit();
        }
    }

    /// <summary>The examples in the order in which they are learnt.</summary>
    public int[] Order { get; }

    /// <summary>Any class but the example's own, all equally likely.</summary>
    public int UniformOther(int position, int label)
    {
        var other = (int)(_draws[position] * (_classes - 1));
        return other >= label ? other + 1 : other;
    }

    /// <summary>Any class but the example's own, the likelier the more votes it gets; uniform when no other gets any.</summary>
    public int FocusedOther(int position, int label, ReadOnlySpan<int> sums, int threshold)
    {
        var total = 0L;
        for (var other = 0; other < sums.Length; other++)
        {
            total += other == label ? 0 : threshold + Math.Clamp(sums[other], -threshold, threshold);
        }

        var rest = _draws[position] * total;
        for (var other = 0; other < sums.Length && total > 0; other++)
        {
            rest -= other == label ? 0 : threshold + Math.Clamp(sums[other], -threshold, threshold);
            if (rest < 0)
            {
                return other;
            }
        }

        return UniformOther(position, label);
    }
}
