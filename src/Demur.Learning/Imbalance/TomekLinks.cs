using Demur.Learning.Imbalance.Internal;
using Demur.Learning.Neighbours;

namespace Demur.Learning.Imbalance;

/// <summary>Removes rows of Tomek links (Tomek 1976): pairs of different classes that are each other's nearest row. Thread-safe; nothing is random.</summary>
/// <param name="scope">Whose rows go: the larger class's, or both.</param>
public sealed class TomekLinks(CleaningScope scope = CleaningScope.AllButSmallest) : IResampler
{
    /// <summary>Whose rows go.</summary>
    public CleaningScope Scope { get; } = scope;

    /// <summary>Finds all Tomek links.</summary>
    /// <param name="examples">The training examples.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <returns>Each pair once, the lower row first, ascending.</returns>
    public static IReadOnlyList<(int First, int Second)> Find(ExampleSet examples, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var near = new NearestNeighbours(examples.Features).OfEach(1, cancellationToken);
        return
        [
            .. from row in Enumerable.Range(0, examples.Count)
               let other = near.Rows(row)[0]
               where row < other && near.Rows(other)[0] == row && examples.Labels[row] != examples.Labels[other]
               select (row, other),
        ];
    }

    /// <inheritdoc/>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var smallest = Scope == CleaningScope.All ? -1 : new ClassRows(examples).Smallest;
        var removed = new HashSet<int>();
        foreach (var (first, second) in Find(examples, cancellationToken))
        {
            foreach (var row in new[] { first, second }.Where(row => examples.Labels[row] != smallest))
            {
                removed.Add(row);
            }
        }

        return ResampledSet.Chosen(examples, [.. Enumerable.Range(0, examples.Count).Where(row => !removed.Contains(row))]);
    }
}
