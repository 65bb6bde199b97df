using Demur.Learning.Imbalance.Internal;

namespace Demur.Learning.Imbalance;

/// <summary>Removes random rows of the large classes until the minority is a given percentage of each (arXiv 1106.1813, section 4.1). Thread-safe.</summary>
/// <param name="options">The settings; equal classes when null.</param>
public sealed class RandomUnderSampler(RandomUnderSamplerOptions? options = null) : IResampler
{
    /// <summary>The settings.</summary>
    public RandomUnderSamplerOptions Options { get; } = options ?? new RandomUnderSamplerOptions();

    /// <inheritdoc/>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (!(Options.MinorityPercent is > 0 and <= 1e6))
        {
            throw new DemurException(ErrorCode.Usage, $"A minority of {Options.MinorityPercent} % of the majority is out of range; use a number above 0, such as 100 for equal classes.");
        }

        var classes = new ClassRows(examples);
        var minority = Minority(examples, classes);

        // At 200 % there are twice as many minority rows as majority rows; one majority row is always left.
        var most = Math.Max(1, (int)Math.Round(classes[minority].Count * 100 / Options.MinorityPercent));
        var kept = new List<int>();
        for (var label = 0; label < examples.Classes.Count; label++)
        {
            var rows = classes[label].ToArray();
            if (label != minority && rows.Length > most)
            {
                new SplitMix(seed, label).Shuffle<int>(rows);
                rows = rows[..most];
            }

            kept.AddRange(rows);
        }

        kept.Sort();
        return ResampledSet.Chosen(examples, kept);
    }

    private int Minority(ExampleSet examples, ClassRows classes)
    {
        if (Options.Minority is null)
        {
            return classes.Smallest;
        }

        var label = examples.Classes.ToList().IndexOf(Options.Minority);
        return label >= 0 && classes[label].Count > 0
            ? label
            : throw new DemurException(ErrorCode.UnknownName, $"The minority class '{Options.Minority}' has no example; the classes are {string.Join(", ", examples.Classes.Select(name => $"'{name}'"))}.");
    }
}
