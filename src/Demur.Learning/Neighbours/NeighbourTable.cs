namespace Demur.Learning.Neighbours;

/// <summary>The nearest rows of several queries: for each the same number of neighbours, nearest first, equal distances by ascending row. Immutable.</summary>
public sealed class NeighbourTable
{
    private readonly int[] _rows; // [query, neighbour]
    private readonly double[] _distances; // [query, neighbour]

    internal NeighbourTable(int queryCount, int neighbourCount, int[] rows, double[] distances)
    {
        QueryCount = queryCount;
        NeighbourCount = neighbourCount;
        _rows = rows;
        _distances = distances;
    }

    /// <summary>The number of queries.</summary>
    public int QueryCount { get; }

    /// <summary>The number of neighbours of each query.</summary>
    public int NeighbourCount { get; }

    /// <summary>The rows nearest to a query.</summary>
    /// <param name="query">The query, from 0.</param>
    /// <returns>Their positions among the rows searched, nearest first.</returns>
    public ReadOnlySpan<int> Rows(int query) => _rows.AsSpan(query * NeighbourCount, NeighbourCount);

    /// <summary>How far a query's neighbours are from it.</summary>
    /// <param name="query">The query, from 0.</param>
    /// <returns>The distances, in the order of <see cref="Rows"/>.</returns>
    public ReadOnlySpan<double> Distances(int query) => _distances.AsSpan(query * NeighbourCount, NeighbourCount);
}
