using Demur.Learning.Imbalance.Internal;
using Demur.Learning.Neighbours.Internal;

namespace Demur.Learning.Imbalance;

/// <summary>
/// SMOTE-N (Chawla and others 2002, section 6.2) for rows of categories: neighbours by the <see cref="ValueDifference"/>, and in each column of a new row the
/// most frequent category of a row and its neighbours, ties by lot. Every number is a category, zero too. Thread-safe.
/// </summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class SmoteN(SmoteNOptions? options = null) : IResampler
{
    /// <summary>The settings.</summary>
    public SmoteNOptions Options { get; } = options ?? new SmoteNOptions();

    /// <inheritdoc/>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var metric = ValueDifference.Of(examples, Options.Power);
        var classes = new ClassRows(examples);
        var wanted = classes.Wanted(Options.Amount).ToList();
        var builder = Blender.Start(examples.Features, wanted.Sum(item => item.Count));
        var blends = new List<Blend>();
        foreach (var (label, count) in wanted)
        {
            var members = classes[label];
            var k = classes.Neighbours(label, Options.Neighbours, Options.AllowFewerNeighbours);
            var near = Nearest(examples, members, metric, k, cancellationToken);
            var random = new SplitMix(seed, label);
            for (var i = 0; i < count; i++)
            {
                var position = random.Below(members.Count);
                for (var column = 0; column < metric.ColumnCount; column++)
                {
                    var at = column;
                    builder.Add(column, Vote.Of(near[position].Append(position).Select(voter => examples.Features.Row(members[voter]).ValueAt(at)), random));
                }

                builder.EndRow();
                blends.Add(new Blend(members[position], members[position], 0));
            }
        }

        return Blender.Finish(examples, builder, blends);
    }

    /// <summary>The nearest members of each member, by value difference and then by row.</summary>
    private static int[][] Nearest(ExampleSet examples, IReadOnlyList<int> members, ValueDifference metric, int k, CancellationToken cancellationToken)
    {
        var codes = members.Select(row => metric.Encode(examples.Features.Row(row))).ToArray();
        var near = new int[members.Count][];
        Parallel.For(0, near.Length, Cores.All(cancellationToken), i =>
        {
            var found = new NearestList(k, i);
            for (var j = 0; j < codes.Length; j++)
            {
                found.Offer(j, metric.Distance(codes[i], codes[j]));
            }

            found.CopyTo(near[i] = new int[k], new double[k], takeRoot: false);
        });
        return near;
    }
}
