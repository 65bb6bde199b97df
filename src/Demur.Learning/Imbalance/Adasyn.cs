using Demur.Learning.Imbalance.Internal;
using Demur.Learning.Neighbours;

namespace Demur.Learning.Imbalance;

/// <summary>
/// ADASYN (He, Bai, Garcia and Li 2008): makes more rows where a small class is harder, in proportion to the share of other classes among a row's nearest
/// rows. Each row's number is rounded to the nearest whole one (halves to even), so that the total may differ a little from the gap. Thread-safe.
/// </summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class Adasyn(AdasynOptions? options = null) : IResampler
{
    /// <summary>The settings.</summary>
    public AdasynOptions Options { get; } = options ?? new AdasynOptions();

    /// <summary>How many rows are made from each member of a class.</summary>
    /// <param name="examples">The training examples.</param>
    /// <param name="label">The class.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <returns>The members' rows and their numbers.</returns>
    /// <exception cref="DemurException">No member has a row of another class near it, or β is out of range.</exception>
    public IReadOnlyList<(int Row, int Count)> Allotment(ExampleSet examples, int label, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (!(Options.Beta is > 0 and <= 1))
        {
            throw new DemurException(ErrorCode.Usage, $"β is {Options.Beta}; use a number above 0 and at most 1.");
        }

        var classes = new ClassRows(examples);
        var members = classes[label];
        var wanted = (classes[classes.Largest].Count - members.Count) * Options.Beta;
        var strangers = Surroundings.Strangers(examples, members, Options.Neighbours, cancellationToken);
        var sum = strangers.Sum();
        return sum > 0
            ? [.. members.Select((row, position) => (row, (int)Math.Round(strangers[position] * wanted / sum)))]
            : throw new DemurException($"No member of the class '{examples.Classes[label]}' has a row of another class among its {Options.Neighbours} nearest, so none is harder than the others; use Smote.");
    }

    /// <inheritdoc/>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var classes = new ClassRows(examples);
        var blends = new List<Blend>();
        foreach (var (label, _) in classes.Wanted(OversamplingAmount.Balance))
        {
            var members = classes[label];
            var k = classes.Neighbours(label, Options.Neighbours, Options.AllowFewerNeighbours);
            var near = new NearestNeighbours(examples.Features.Select(members)).OfEach(k, cancellationToken);
            var random = new SplitMix(seed, label);
            foreach (var (item, position) in Allotment(examples, label, cancellationToken).Select((item, position) => (item, position)))
            {
                for (var i = 0; i < item.Count; i++)
                {
                    blends.Add(new Blend(item.Row, members[near.Rows(position)[random.Below(k)]], random.Unit()));
                }
            }
        }

        return Blender.Append(examples, blends);
    }
}
