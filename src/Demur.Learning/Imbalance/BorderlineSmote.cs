using Demur.Learning.Imbalance.Internal;
using Demur.Learning.Neighbours;

namespace Demur.Learning.Imbalance;

/// <summary>
/// Borderline-SMOTE 1 and 2 (Han, Wang and Mao 2005): makes rows only from members of a small class that are in danger, those with at least half, but
/// not all, of their nearest rows in other classes. Thread-safe.
/// </summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class BorderlineSmote(BorderlineSmoteOptions? options = null) : IResampler
{
    /// <summary>The settings.</summary>
    public BorderlineSmoteOptions Options { get; } = options ?? new BorderlineSmoteOptions();

    /// <summary>Finds the rows in danger.</summary>
    /// <param name="examples">The training examples.</param>
    /// <param name="label">The class whose members are looked at.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <returns>The rows in danger, ascending.</returns>
    /// <exception cref="DemurException">There are too few examples for the neighbours asked for.</exception>
    public IReadOnlyList<int> InDanger(ExampleSet examples, int label, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var members = new ClassRows(examples)[label];
        var strangers = Surroundings.Strangers(examples, members, Options.DangerNeighbours, cancellationToken);
        return [.. members.Where((_, position) => Surroundings.IsDanger(strangers[position], Options.DangerNeighbours))];
    }

    /// <inheritdoc/>
    /// <exception cref="DemurException">No row of a class is in danger.</exception>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var classes = new ClassRows(examples);
        var blends = new List<Blend>();
        foreach (var (label, count) in classes.Wanted(Options.Amount))
        {
            var danger = InDanger(examples, label, cancellationToken);
            if (danger.Count == 0)
            {
                throw new DemurException($"No member of the class '{examples.Classes[label]}' is in danger: none has at least half, but not all, of its {Options.DangerNeighbours} nearest rows in other classes. Use Smote, or other neighbours.");
            }

            var (partners, near) = Partners(examples, classes, label, danger, cancellationToken);
            var random = new SplitMix(seed, label);
            for (var i = 0; i < count; i++)
            {
                var position = random.Below(danger.Count);
                var partner = partners[near.Rows(position)[random.Below(near.NeighbourCount)]];
                var reach = examples.Labels[partner] == label ? 1 : 0.5;
                blends.Add(new Blend(danger[position], partner, reach * random.Unit()));
            }
        }

        return Blender.Append(examples, blends);
    }

    private (IReadOnlyList<int> Rows, NeighbourTable Near) Partners(ExampleSet examples, ClassRows classes, int label, IReadOnlyList<int> danger, CancellationToken cancellationToken)
    {
        if (Options.Kind == BorderlineKind.AnyClass)
        {
            var k = Options.AllowFewerNeighbours ? Math.Min(Options.Neighbours, examples.Count - 1) : Options.Neighbours;
            return ([.. Enumerable.Range(0, examples.Count)], new NearestNeighbours(examples.Features).OfEach(danger, k, cancellationToken));
        }

        var members = classes[label];
        var isDanger = danger.ToHashSet();
        var positions = Enumerable.Range(0, members.Count).Where(position => isDanger.Contains(members[position])).ToList();
        var count = classes.Neighbours(label, Options.Neighbours, Options.AllowFewerNeighbours);
        return (members, new NearestNeighbours(examples.Features.Select(members)).OfEach(positions, count, cancellationToken));
    }
}
