using Demur.Learning.Imbalance.Internal;
using Demur.Learning.Neighbours;

namespace Demur.Learning.Imbalance;

/// <summary>
/// SMOTE (Chawla, Bowyer, Hall and Kegelmeyer 2002, arXiv 1106.1813, section 4.2): makes rows between a row of a small class and one of its nearest
/// neighbours of that class. Works on tables and on sparse rows alike; scale the columns first where their units differ. Thread-safe.
/// </summary>
/// <param name="options">The settings; the paper's k = 5 and equal classes when null.</param>
public sealed class Smote(SmoteOptions? options = null) : IResampler
{
    /// <summary>The settings.</summary>
    public SmoteOptions Options { get; } = options ?? new SmoteOptions();

    /// <inheritdoc/>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var classes = new ClassRows(examples);
        var blends = new List<Blend>();
        foreach (var (label, count) in classes.Wanted(Options.Amount))
        {
            var members = classes[label];
            var k = classes.Neighbours(label, Options.Neighbours, Options.AllowFewerNeighbours);
            var near = new NearestNeighbours(examples.Features.Select(members), new NeighbourOptions { Metric = Options.Metric }).OfEach(k, cancellationToken);
            var random = new SplitMix(seed, label);
            foreach (var position in Bases(members.Count, count, random))
            {
                var partner = near.Rows(position)[random.Below(k)];
                blends.Add(new Blend(members[position], members[partner], Options.GapPerAttribute ? 1 : random.Unit()));
            }
        }

        return Blender.Append(examples, blends, Options.GapPerAttribute ? new SplitMix(seed, -1) : null);
    }

    /// <summary>The paper's form takes every member equally often and a random part once more; the others draw with replacement.</summary>
    private IEnumerable<int> Bases(int members, int count, SplitMix random)
    {
        if (Options.Amount.Form != OversamplingForm.Percent)
        {
            for (var i = 0; i < count; i++)
            {
                yield return random.Below(members);
            }

            yield break;
        }

        var once = new int[members];
        for (var i = 0; i < members; i++)
        {
            once[i] = i;
        }

        random.Shuffle<int>(once);
        var more = once[..(count % members)];
        Array.Sort(more);
        foreach (var position in Enumerable.Range(0, members).SelectMany(member => Enumerable.Repeat(member, count / members)).Concat(more))
        {
            yield return position;
        }
    }
}
