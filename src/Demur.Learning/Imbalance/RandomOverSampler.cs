using Demur.Learning.Imbalance.Internal;

namespace Demur.Learning.Imbalance;

/// <summary>Copies rows of the small classes, drawn with replacement: the baseline that SMOTE is held against (arXiv 1106.1813, section 3). Thread-safe.</summary>
/// <param name="amount">How many copies; up to the size of the largest class when null.</param>
public sealed class RandomOverSampler(OversamplingAmount? amount = null) : IResampler
{
    /// <summary>How many copies.</summary>
    public OversamplingAmount Amount { get; } = amount ?? OversamplingAmount.Balance;

    /// <inheritdoc/>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var classes = new ClassRows(examples);
        var copies = new List<Blend>();
        foreach (var (label, count) in classes.Wanted(Amount))
        {
            var random = new SplitMix(seed, label);
            for (var i = 0; i < count; i++)
            {
                var row = classes[label][random.Below(classes[label].Count)];
                copies.Add(new Blend(row, row, 0));
            }
        }

        return Blender.Append(examples, copies);
    }
}
