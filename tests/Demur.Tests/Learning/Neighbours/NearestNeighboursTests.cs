using CsCheck;
using Demur.Learning.Neighbours;
using Demur.Learning.Sparse;

namespace Demur.Tests.Learning.Neighbours;

public sealed class NearestNeighboursTests
{
    private static readonly SparseMatrix Line = SparseMatrix.FromDense([[0.0], [1], [3], [3], [7]]);

    [Fact]
    public void Neighbours_stand_nearest_first_and_a_row_is_not_its_own()
    {
        var table = new NearestNeighbours(Line).OfEach(2, TestContext.Current.CancellationToken);

        Assert.Equal([1, 2], table.Rows(0).ToArray());
        Assert.Equal([1.0, 3.0], table.Distances(0).ToArray());
        Assert.Equal([3, 1], table.Rows(2).ToArray());
    }

    [Fact]
    public void Equal_distances_go_by_row()
    {
        // Row 1 stands at 1: rows 0 (distance 1), then 2 and 3 (both 2); row 4 is farther.
        var table = new NearestNeighbours(Line).OfEach([1], 3, TestContext.Current.CancellationToken);

        Assert.Equal([0, 2, 3], table.Rows(0).ToArray());
    }

    [Fact]
    public void The_cosine_distance_sees_the_angle_alone()
    {
        // From (1, 0): (5, 0) at 0, (1, 1) at 1 - 1/√2, (0, 0) and (0, 2) at 1, (-3, 0) at 2.
        var rows = SparseMatrix.FromDense([[0, 0], [0, 2], [1, 1], [-3, 0], [5, 0]]);

        foreach (var search in new[] { NeighbourSearch.Dense, NeighbourSearch.Sparse })
        {
            var table = new NearestNeighbours(rows, new NeighbourOptions { Metric = DistanceMetric.Cosine, Search = search })
                .Of(SparseMatrix.FromDense([[1, 0]]), 5, TestContext.Current.CancellationToken);

            Assert.Equal([4, 2, 0, 1, 3], table.Rows(0).ToArray());
            Golden.Close([0, 1 - Math.Sqrt(0.5), 1, 1, 2], table.Distances(0), 1e-15);
        }
    }

    [Fact]
    public void Every_search_finds_what_a_plain_loop_finds_bit_for_bit()
    {
        var tables = from columns in Gen.Int[1, 12]
                     from kind in Gen.Int[0, 3]
                     from rows in Gen.Double[-1, 1].Array[columns].Array[6, 150]
                     from k in Gen.Int[1, 5]
                     select (rows: rows.Select(row => row.Select(value => Reshape(value, kind)).ToArray()).ToArray(), k);

        tables.Sample(
            sample =>
            {
                var matrix = SparseMatrix.FromDense(sample.rows);
                var expected = sample.rows.Select((row, query) => Naive(sample.rows, row, query, sample.k)).ToList();
                foreach (var search in new[] { NeighbourSearch.Dense, NeighbourSearch.Tree, NeighbourSearch.Sparse, NeighbourSearch.Automatic })
                {
                    var table = new NearestNeighbours(matrix, new NeighbourOptions { Search = search }).OfEach(sample.k);
                    for (var query = 0; query < sample.rows.Length; query++)
                    {
                        Assert.Equal(expected[query].Select(pair => pair.Row), table.Rows(query).ToArray());
                        Assert.Equal(expected[query].Select(pair => Math.Sqrt(pair.Distance)), table.Distances(query).ToArray());
                    }
                }
            },
            iter: 60);
    }

    [Fact]
    public void Rows_far_from_the_origin_and_of_extreme_size_are_still_told_apart()
    {
        // Around 10^9 the differences are below what single precision can hold of the values themselves.
        var random = new SplitMix(5);
        foreach (var (offset, size) in new[] { (1e9, 1e-3), (0.0, 1e-200), (0.0, 1e120), (-1e15, 1.0) })
        {
            var rows = Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 20).Select(_ => offset + (size * random.Unit())).ToArray()).ToArray();
            var table = new NearestNeighbours(SparseMatrix.FromDense(rows), new NeighbourOptions { Search = NeighbourSearch.Dense }).OfEach(4, TestContext.Current.CancellationToken);

            Assert.All(Enumerable.Range(0, rows.Length), query => Assert.Equal(Naive(rows, rows[query], query, 4).Select(pair => pair.Row), table.Rows(query).ToArray()));
        }
    }

    [Fact]
    public void Dense_and_sparse_search_agree_on_the_cosine_distance()
    {
        var random = new SplitMix(6);
        var rows = Enumerable.Range(0, 300).Select(_ => Enumerable.Range(0, 40).Select(_ => random.Unit() < 0.8 ? 0 : random.Unit()).ToArray()).ToArray();
        var matrix = SparseMatrix.FromDense(rows);

        var dense = new NearestNeighbours(matrix, new NeighbourOptions { Metric = DistanceMetric.Cosine, Search = NeighbourSearch.Dense }).OfEach(7, TestContext.Current.CancellationToken);
        var sparse = new NearestNeighbours(matrix, new NeighbourOptions { Metric = DistanceMetric.Cosine, Search = NeighbourSearch.Sparse }).OfEach(7, TestContext.Current.CancellationToken);

        Assert.All(Enumerable.Range(0, 300), query =>
        {
            Assert.Equal(dense.Rows(query).ToArray(), sparse.Rows(query).ToArray());
            Assert.Equal(dense.Distances(query).ToArray(), sparse.Distances(query).ToArray());
        });
    }

    [Fact]
    public void Queries_from_outside_may_lie_anywhere()
    {
        var random = new SplitMix(7);
        var rows = Enumerable.Range(0, 100).Select(_ => Enumerable.Range(0, 20).Select(_ => random.Unit()).ToArray()).ToArray();
        double[][] queries = [[.. rows[3]], [.. rows[4].Select(value => value * 1e30)], [.. rows[5].Select(value => value - 50)]];

        var table = new NearestNeighbours(SparseMatrix.FromDense(rows), new NeighbourOptions { Search = NeighbourSearch.Dense }).Of(SparseMatrix.FromDense(queries), 3, TestContext.Current.CancellationToken);

        Assert.Equal(3, table.Rows(0)[0]);
        Assert.All(Enumerable.Range(0, 3), query => Assert.Equal(Naive(rows, queries[query], -1, 3).Select(pair => pair.Row), table.Rows(query).ToArray()));
    }

    [Fact]
    public void Too_many_neighbours_and_gaps_in_the_data_are_named()
    {
        var few = Assert.Throws<DemurException>(() => new NearestNeighbours(Line).OfEach(5, TestContext.Current.CancellationToken));
        var gap = Assert.Throws<DemurException>(() => new NearestNeighbours(SparseMatrix.FromDense([[0, 1], [2, double.NaN]])));

        Assert.Contains("5 neighbours were asked for, but there are 4 other rows", few.Message, StringComparison.Ordinal);
        Assert.Contains("row 1, column 1 is NaN", gap.Message, StringComparison.Ordinal);
    }

    /// <summary>Plain values, a coarse grid full of ties, mostly zeros, or clusters.</summary>
    private static double Reshape(double value, int kind) => kind switch
    {
        0 => value,
        1 => Math.Round(value * 2),
        2 => value < 0.5 ? 0 : value,
        _ => Math.Sign(value) + (value * 1e-7),
    };

    private static List<(int Row, double Distance)> Naive(double[][] rows, double[] query, int self, int k) =>
    [
        .. Enumerable.Range(0, rows.Length).Where(row => row != self)
            .Select(row => (row, rows[row].Zip(query, (left, right) => (right - left) * (right - left)).Aggregate(0.0, (sum, square) => sum + square)))
            .OrderBy(pair => pair.Item2).ThenBy(pair => pair.row).Take(k),
    ];
}
