using Demur.Learning.Neighbours.Internal;
using Demur.Learning.Sparse;

namespace Demur.Learning.Neighbours;

/// <summary>
/// Exact nearest neighbours among fixed rows, dense or sparse. Equal distances are ordered by row, and neither the way of searching nor the number of
/// threads changes a result: each distance is summed in the order of the columns. Immutable and thread-safe.
/// </summary>
public sealed class NearestNeighbours
{
    private const int QueriesPerJob = 64;
    private const int TreeColumns = 8;
    private const int TreeRows = 512;
    private const double DenseShare = 0.15;
    private const double MostDenseCells = 1e9; // one array holds them
    private readonly SparseMatrix _rows;
    private readonly INeighbourIndex _index;

    /// <summary>Prepares the rows for searching.</summary>
    /// <param name="rows">The rows; every value finite.</param>
    /// <param name="options">The settings; Euclid's distance when null.</param>
    /// <exception cref="DemurException">A value is not finite, or a tree was asked for with the cosine distance.</exception>
    public NearestNeighbours(SparseMatrix rows, NeighbourOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Options = options ?? new NeighbourOptions();
        RequireFinite(rows, "row");
        _rows = Prepared(rows);
        _index = Choose() switch
        {
            NeighbourSearch.Tree => new TreeIndex(_rows),
            NeighbourSearch.Dense => new DenseIndex(_rows, IsCosine),
            _ => new PostingsIndex(_rows, IsCosine),
        };
    }

    /// <summary>The settings.</summary>
    public NeighbourOptions Options { get; }

    /// <summary>The number of rows searched.</summary>
    public int RowCount => _rows.RowCount;

    private bool IsCosine => Options.Metric == DistanceMetric.Cosine;

    /// <summary>Finds the nearest other rows of each row; a row is never its own neighbour, its duplicates are.</summary>
    /// <param name="k">The number of neighbours; at least 1 and below the number of rows.</param>
    /// <param name="cancellationToken">Stops between queries.</param>
    /// <returns>One query for each row.</returns>
    /// <exception cref="DemurException">There are not that many other rows.</exception>
    public NeighbourTable OfEach(int k, CancellationToken cancellationToken = default)
    {
        RequireEnough(k, RowCount - 1, "other rows");
        return Search(_rows, null, k, cancellationToken);
    }

    /// <summary>Finds the nearest other rows of chosen rows.</summary>
    /// <param name="chosen">The rows to find neighbours of; the neighbours come from all rows.</param>
    /// <param name="k">The number of neighbours; at least 1 and below the number of rows.</param>
    /// <param name="cancellationToken">Stops between queries.</param>
    /// <returns>One query for each chosen row, in the order given.</returns>
    /// <exception cref="DemurException">There are not that many other rows.</exception>
    public NeighbourTable OfEach(IReadOnlyList<int> chosen, int k, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        RequireEnough(k, RowCount - 1, "other rows");
        return Search(_rows.Select(chosen), [.. chosen], k, cancellationToken);
    }

    /// <summary>Finds the rows nearest to queries that are not among them.</summary>
    /// <param name="queries">The queries, as wide as the rows; every value finite.</param>
    /// <param name="k">The number of neighbours; at least 1 and at most the number of rows.</param>
    /// <param name="cancellationToken">Stops between queries.</param>
    /// <returns>One query for each row of <paramref name="queries"/>.</returns>
    /// <exception cref="DemurException">The widths differ, a value is not finite, or there are fewer rows than neighbours asked for.</exception>
    public NeighbourTable Of(SparseMatrix queries, int k, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        if (queries.ColumnCount != _rows.ColumnCount)
        {
            throw new DemurException($"The queries have {queries.ColumnCount} columns, the rows {_rows.ColumnCount}; both must come from the same features.");
        }

        RequireFinite(queries, "query");
        RequireEnough(k, RowCount, "rows");
        var none = new int[queries.RowCount];
        none.AsSpan().Fill(-1);
        return Search(Prepared(queries), none, k, cancellationToken);
    }

    private NeighbourTable Search(SparseMatrix queries, int[]? self, int k, CancellationToken cancellationToken)
    {
        var rows = new int[(long)queries.RowCount * k];
        var distances = new double[rows.Length];
        var jobs = (queries.RowCount + QueriesPerJob - 1) / QueriesPerJob;
        Parallel.For(0, jobs, Cores.All(cancellationToken), job =>
        {
            var first = job * QueriesPerJob;
            var found = new NearestList[Math.Min(QueriesPerJob, queries.RowCount - first)];
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = new NearestList(k, self is null ? first + i : self[first + i]);
            }

            _index.Search(queries, first, found);
            for (var i = 0; i < found.Length; i++)
            {
                found[i].CopyTo(rows.AsSpan((first + i) * k, k), distances.AsSpan((first + i) * k, k), takeRoot: !IsCosine);
            }
        });
        return new NeighbourTable(queries.RowCount, k, rows, distances);
    }

    private SparseMatrix Prepared(SparseMatrix matrix) => IsCosine ? UnitRows.Of(matrix) : matrix;

    private NeighbourSearch Choose()
    {
        if (Options.Search == NeighbourSearch.Tree && IsCosine)
        {
            throw new DemurException(ErrorCode.Usage, "A tree searches by Euclid's distance only; use another search for the cosine distance.");
        }

        if (Options.Search != NeighbourSearch.Automatic)
        {
            return Options.Search;
        }

        var cells = (double)_rows.RowCount * _rows.ColumnCount;
        var isTable = _rows.NonZeroCount >= DenseShare * cells && cells <= MostDenseCells;
        return !isTable ? NeighbourSearch.Sparse
            : !IsCosine && _rows.ColumnCount <= TreeColumns && _rows.RowCount >= TreeRows ? NeighbourSearch.Tree
            : NeighbourSearch.Dense;
    }

    private static void RequireEnough(int k, int available, string what)
    {
        if (k < 1)
        {
            throw new DemurException(ErrorCode.Usage, $"{k} neighbours were asked for; ask for 1 or more.");
        }

        if (available < k)
        {
            throw new DemurException($"{k} neighbours were asked for, but there are {Math.Max(0, available)} {what}; ask for fewer, or give more rows.");
        }
    }

    private static void RequireFinite(SparseMatrix matrix, string what)
    {
        for (var row = 0; row < matrix.RowCount; row++)
        {
            var view = matrix.Row(row);
            for (var i = 0; i < view.Count; i++)
            {
                if (!double.IsFinite(view.Values[i]))
                {
                    throw new DemurException($"The value in {what} {row}, column {view.Indices[i]} is {view.Values[i]}; distances need finite numbers. Fill the gap, or leave the {what} out.");
                }
            }
        }
    }
}
