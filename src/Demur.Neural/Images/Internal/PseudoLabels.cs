namespace Demur.Neural.Images.Internal;

/// <summary>Which images of the pool are given a label, by fixed or flexible thresholds, and how often and how rightly.</summary>
internal sealed class PseudoLabels
{
    private const int Unsure = -1;
    private readonly FixMatchOptions _options;
    private readonly IReadOnlyList<int> _truth;
    private readonly int[] _sure; // [image] the class that was last told surely
    private readonly int[] _counts; // [class] images of which it was; the last entry counts the others
    private readonly long[] _given;
    private long _right;

    public PseudoLabels(ImageSet pool, FixMatchOptions options)
    {
        (_options, _truth, _given) = (options, pool.Labels, new long[pool.Classes.Count]);
        _sure = new int[pool.Count];
        Array.Fill(_sure, Unsure);
        _counts = new int[pool.Classes.Count + 1];
        _counts[^1] = pool.Count;
    }

    public IReadOnlyList<long> Given => _given;

    public double? Precision => _truth.Count == 0 || _given.Sum() == 0 ? null : (double)_right / _given.Sum();

    /// <summary>Gives labels to a batch.</summary>
    /// <param name="images">The images' numbers.</param>
    /// <param name="probabilities">Each class's probability, image by image.</param>
    /// <param name="labels">Receives the likeliest class of each.</param>
    /// <param name="masks">Receives 1 where it is sure enough to learn from, else 0.</param>
    public void Give(IReadOnlyList<int> images, ReadOnlySpan<float> probabilities, long[] labels, float[] masks)
    {
        var thresholds = Thresholds();
        for (var i = 0; i < images.Count; i++)
        {
            var row = probabilities.Slice(i * _given.Length, _given.Length);
            var label = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(row);
            (labels[i], masks[i]) = (label, row[label] >= thresholds[label] ? 1 : 0);
            if (masks[i] > 0)
            {
                _given[label]++;
                _right += _truth.Count > 0 && _truth[images[i]] == label ? 1 : 0;
            }

            if (row[label] >= _options.Threshold)
            {
                _counts[_sure[images[i]] == Unsure ? ^1 : _sure[images[i]]]--;
                _counts[label]++;
                _sure[images[i]] = label;
            }
        }
    }

    /// <summary>FlexMatch, equations 6 to 10: τ β / (2 - β), with β the class's images over the most, the unsure ones counting as a class while they are the most.</summary>
    internal double[] Thresholds()
    {
        var most = Math.Max(1, _counts.Max());
        return [.. _counts.SkipLast(1).Select(count => _options.IsFlexible ? _options.Threshold * count / most / (2 - ((double)count / most)) : _options.Threshold)];
    }
}
