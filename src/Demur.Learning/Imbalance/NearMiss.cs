using Demur.Learning.Imbalance.Internal;
using Demur.Learning.Neighbours;
using Demur.Learning.Neighbours.Internal;

namespace Demur.Learning.Imbalance;

/// <summary>
/// NearMiss 1, 2 and 3 (Zhang and Mani 2003): thins each larger class to the size of the smallest by distance. Equal distances keep the lower row.
/// Version 3 may keep fewer when fewer are proposed. Thread-safe; nothing is random.
/// </summary>
/// <param name="options">The settings; version 1 when null.</param>
public sealed class NearMiss(NearMissOptions? options = null) : IResampler
{
    /// <summary>The settings.</summary>
    public NearMissOptions Options { get; } = options ?? new NearMissOptions();

    /// <inheritdoc/>
    /// <exception cref="DemurException">The smallest class has fewer rows than the neighbours asked for, or the version is none.</exception>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var classes = new ClassRows(examples);
        var smallest = classes[classes.Smallest];
        if (smallest.Count < Options.Neighbours || Options.Neighbours < 1 || !Enum.IsDefined(Options.Version))
        {
            throw new DemurException($"NearMiss {(int)Options.Version} looks at {Options.Neighbours} rows of the smallest class, '{examples.Classes[classes.Smallest]}', which has {smallest.Count}; use version 1, 2 or 3 and from 1 to {smallest.Count} neighbours.");
        }

        var kept = new List<int>(smallest);
        for (var label = 0; label < examples.Classes.Count; label++)
        {
            if (label != classes.Smallest)
            {
                kept.AddRange(Choose(examples, smallest, classes[label], cancellationToken));
            }
        }

        kept.Sort();
        return ResampledSet.Chosen(examples, kept);
    }

    private IEnumerable<int> Choose(ExampleSet examples, IReadOnlyList<int> smallest, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        var candidates = Options.Version == NearMissVersion.Three && rows.Count > 0 ? Proposed(examples, smallest, rows, cancellationToken) : rows;
        var sums = Options.Version == NearMissVersion.Two ? FarthestSums(examples, smallest, candidates, cancellationToken) : NearestSums(examples, smallest, candidates, cancellationToken);
        var order = Enumerable.Range(0, candidates.Count);
        order = Options.Version == NearMissVersion.Three ? order.OrderByDescending(i => sums[i]) : order.OrderBy(i => sums[i]);
        return order.Take(smallest.Count).Select(i => candidates[i]);
    }

    private IReadOnlyList<int> Proposed(ExampleSet examples, IReadOnlyList<int> smallest, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        var near = new NearestNeighbours(examples.Features.Select(rows)).Of(examples.Features.Select(smallest), Math.Min(rows.Count, Options.ProposedNeighbours), cancellationToken);
        return [.. Enumerable.Range(0, smallest.Count).SelectMany(query => near.Rows(query).ToArray()).Distinct().Order().Select(position => rows[position])];
    }

    private double[] NearestSums(ExampleSet examples, IReadOnlyList<int> smallest, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        var near = new NearestNeighbours(examples.Features.Select(smallest)).Of(examples.Features.Select(rows), Options.Neighbours, cancellationToken);
        return [.. Enumerable.Range(0, rows.Count).Select(query => near.Distances(query).ToArray().Sum())];
    }

    private double[] FarthestSums(ExampleSet examples, IReadOnlyList<int> smallest, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        var sums = new double[rows.Count];
        Parallel.For(0, rows.Count, Cores.All(cancellationToken), i =>
        {
            var distances = new double[smallest.Count];
            for (var j = 0; j < distances.Length; j++)
            {
                distances[j] = Math.Sqrt(RowDistance.SquaredEuclid(examples.Features.Row(rows[i]), examples.Features.Row(smallest[j])));
            }

            Array.Sort(distances);
            foreach (var distance in distances.AsSpan(distances.Length - Options.Neighbours))
            {
                sums[i] += distance;
            }
        });
        return sums;
    }
}
