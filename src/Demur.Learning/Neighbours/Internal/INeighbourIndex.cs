using Demur.Learning.Sparse;

namespace Demur.Learning.Neighbours.Internal;

/// <summary>Rows prepared for one way of searching. Immutable and thread-safe.</summary>
internal interface INeighbourIndex
{
    /// <summary>Offers to each list every row that may belong into it.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="first">The query of the first list; the others follow.</param>
    /// <param name="found">One list for each query.</param>
    void Search(SparseMatrix queries, int first, ReadOnlySpan<NearestList> found);
}
