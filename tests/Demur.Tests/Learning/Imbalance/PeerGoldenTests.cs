using System.Text.Json;
using Demur.Learning;
using Demur.Learning.Imbalance;
using Demur.Learning.Neighbours;

namespace Demur.Tests.Learning.Imbalance;

/// <summary>Equality with imbalanced-learn 0.10.0 on a set of our own and on Pima; Fixtures/make_imbalance.py says how the values were made.</summary>
public sealed class PeerGoldenTests
{
    public static TheoryData<string> Sets => ["toy", "pima"];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Neighbour_lists_are_equal(string name)
    {
        var (set, golden) = Load(name);
        var minority = Enumerable.Range(0, set.Count).Where(row => set.Labels[row] == 1).ToList();

        var near = new NearestNeighbours(set.Features.Select(minority)).OfEach(5, TestContext.Current.CancellationToken);

        Assert.Equal(
            golden.GetProperty("minority_neighbours").EnumerateArray().Select(list => list.EnumerateArray().Select(row => row.GetInt32()).ToArray()),
            Enumerable.Range(0, minority.Count).Select(query => near.Rows(query).ToArray()));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Cleaning_keeps_the_same_rows(string name)
    {
        var (set, golden) = Load(name);

        AssertKept(golden, "tomek_kept", new TomekLinks(), set);
        AssertKept(golden, "tomek_both_kept", new TomekLinks(CleaningScope.All), set);
        AssertKept(golden, "enn_all_kept", new EditedNearestNeighbours(new() { Agreement = NeighbourAgreement.All }), set);
        AssertKept(golden, "enn_mode_kept", new EditedNearestNeighbours(), set);
        AssertKept(golden, "enn_mode_all_classes_kept", new EditedNearestNeighbours(new() { Scope = CleaningScope.All }), set);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Near_misses_are_equal_in_all_three_versions(string name)
    {
        var (set, golden) = Load(name);

        foreach (var version in Enum.GetValues<NearMissVersion>())
        {
            var kept = new NearMiss(new() { Version = version }).Resample(set, cancellationToken: TestContext.Current.CancellationToken).SourceIndices.ToArray();
            Assert.Equal(golden.GetProperty("nearmiss_kept")[(int)version - 1].EnumerateArray().Select(row => row.GetInt32()), kept);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Rows_in_danger_and_the_number_that_adasyn_makes_are_equal(string name)
    {
        var (set, golden) = Load(name);

        Assert.Equal(golden.Integers("danger"), new BorderlineSmote().InDanger(set, 1, TestContext.Current.CancellationToken));
        Assert.Equal(golden.GetProperty("adasyn_count").GetInt32(), new Adasyn().Resample(set, cancellationToken: TestContext.Current.CancellationToken).SyntheticCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Value_differences_are_equal(int power)
    {
        var golden = ImbalanceData.Fixture("toy");
        var set = ImbalanceData.Nominal(golden);
        var metric = ValueDifference.Of(set, power);

        var rows = golden.GetProperty($"vdm_r{power}").EnumerateArray().ToList();
        for (var row = 0; row < rows.Count; row++)
        {
            var distances = Enumerable.Range(0, 8).Select(other => metric.Distance(set.Features.Row(row), set.Features.Row(other))).ToArray();
            Golden.Close([.. rows[row].EnumerateArray().Select(cell => cell.GetDouble())], distances, 1e-14);
        }
    }

    [Fact]
    public void Many_made_rows_are_distributed_like_the_peers()
    {
        // Two samples of 20,000: each mean within 5 standard errors, each covariance within .03 of the variances, and each decile where the
        // Kolmogorov-Smirnov bound of the two samples (1.95 √(2/n) at one in a thousand) allows.
        var golden = ImbalanceData.Fixture("toy");
        var peer = golden.GetProperty("smote");
        var set = ImbalanceData.Toy(golden);
        var count = peer.GetProperty("count").GetInt32();

        var made = new Smote(new() { Amount = OversamplingAmount.Count(count) }).Resample(set, 7, TestContext.Current.CancellationToken);

        var rows = Enumerable.Range(set.Count, count).Select(row => ImbalanceData.Dense(made.Examples, row)).ToList();
        var means = Enumerable.Range(0, 3).Select(column => rows.Average(row => row[column])).ToArray();
        for (var column = 0; column < 3; column++)
        {
            var sorted = rows.Select(row => row[column]).Order().ToArray();
            var variance = rows.Average(row => (row[column] - means[column]) * (row[column] - means[column]));
            Assert.Equal(peer.Doubles("mean")[column], means[column], 5 * Math.Sqrt(2 * variance / count));
            for (var other = 0; other < 3; other++)
            {
                var covariance = rows.Average(row => (row[column] - means[column]) * (row[other] - means[other]));
                Assert.Equal(peer.GetProperty("covariance")[column][other].GetDouble(), covariance, 0.03 * variance);
            }

            for (var decile = 1; decile < 10; decile++)
            {
                var below = Array.FindIndex(sorted, value => value >= peer.GetProperty("deciles")[column][decile - 1].GetDouble());
                Assert.Equal(decile / 10.0, (double)below / count, 1.95 * Math.Sqrt(2.0 / count));
            }
        }
    }

    private static (ExampleSet Set, JsonElement Golden) Load(string name)
    {
        var golden = ImbalanceData.Fixture(name);
        return (name == "toy" ? ImbalanceData.Toy(golden) : ImbalanceData.Pima(), golden);
    }

    private static void AssertKept(JsonElement golden, string name, IResampler resampler, ExampleSet set)
    {
        var result = resampler.Resample(set, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(golden.Integers(name), result.SourceIndices.ToArray());
        Assert.Equal(0, result.SyntheticCount);
    }
}
