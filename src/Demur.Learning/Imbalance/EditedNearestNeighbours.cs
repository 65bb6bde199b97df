using Demur.Learning.Imbalance.Internal;
using Demur.Learning.Neighbours;

namespace Demur.Learning.Imbalance;

/// <summary>Removes rows that their nearest neighbours would class otherwise (Wilson 1972). Thread-safe; nothing is random.</summary>
/// <param name="options">The settings; three neighbours when null.</param>
public sealed class EditedNearestNeighbours(EditedNearestNeighboursOptions? options = null) : IResampler
{
    /// <summary>The settings.</summary>
    public EditedNearestNeighboursOptions Options { get; } = options ?? new EditedNearestNeighboursOptions();

    /// <inheritdoc/>
    /// <exception cref="DemurException">No row would be left of a class.</exception>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var smallest = Options.Scope == CleaningScope.All ? -1 : new ClassRows(examples).Smallest;
        var near = new NearestNeighbours(examples.Features).OfEach(Options.Neighbours, cancellationToken);
        var kept = Enumerable.Range(0, examples.Count).Where(row => examples.Labels[row] == smallest || Agrees(examples, row, near)).ToList();
        var left = kept.Select(row => examples.Labels[row]).ToHashSet();
        foreach (var label in examples.Labels)
        {
            if (!left.Contains(label))
            {
                throw new DemurException($"The neighbours of every row of the class '{examples.Classes[label]}' are of other classes, so that none would be left; ask fewer neighbours, or clean all but the smallest class.");
            }
        }

        return ResampledSet.Chosen(examples, kept);
    }

    private bool Agrees(ExampleSet examples, int row, NeighbourTable near)
    {
        var own = examples.Labels[row];
        var counts = new int[examples.Classes.Count];
        foreach (var other in near.Rows(row))
        {
            counts[examples.Labels[other]]++;
        }

        return Options.Agreement == NeighbourAgreement.All ? counts[own] == Options.Neighbours : Array.IndexOf(counts, counts.Max()) == own;
    }
}
