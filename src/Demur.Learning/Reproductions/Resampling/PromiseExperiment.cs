using Demur.Learning.Imbalance;
using Demur.Learning.Neighbours;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Resampling;

/// <summary>Claims 1a to 1c: what SMOTE makes is what it says.</summary>
internal static class PromiseExperiment
{
    private const double Tolerance = 1e-9;

    public static void Measure(ReproductionRun run, ExampleSet mammography, CancellationToken cancellationToken)
    {
        run.Measure("1a", [.. run.Seeds.Select(seed => OnSegments(mammography, Make(mammography, 200, seed, cancellationToken), cancellationToken))]);
        run.Measure("1b", new[] { (50, 130), (100, 260), (350, 910) }.Sum(pair => Math.Abs(Make(mammography, pair.Item1, 1, cancellationToken).SyntheticCount - pair.Item2)));
        run.Measure("1c", [.. run.Seeds.Select(seed => (double)Differences(Make(mammography, 200, seed, cancellationToken), Make(mammography, 200, seed, cancellationToken)))]);
    }

    private static ResampledSet Make(ExampleSet examples, int percent, int seed, CancellationToken cancellationToken) =>
        new Smote(new SmoteOptions { Amount = OversamplingAmount.Percent(percent) }).Resample(examples, seed, cancellationToken);

    private static double OnSegments(ExampleSet examples, ResampledSet made, CancellationToken cancellationToken)
    {
        var minority = Enumerable.Range(0, examples.Count).Where(row => examples.Labels[row] == 1).ToArray();
        var near = new NearestNeighbours(examples.Features.Select(minority), new NeighbourOptions { Search = NeighbourSearch.Sparse }).OfEach(5, cancellationToken);
        var right = 0;
        for (var row = examples.Count; row < made.Examples.Count; row++)
        {
            var source = made.SourceIndices[row];
            var partner = made.PartnerIndices[row] < 0 ? source : made.PartnerIndices[row];
            var isNear = near.Rows(Array.IndexOf(minority, source)).Contains(Array.IndexOf(minority, partner));
            right += isNear && IsBetween(examples, source, partner, made.Examples, row) ? 1 : 0;
        }

        return (double)right / made.SyntheticCount;
    }

    /// <summary>Whether distances to both ends add up to the segment's length.</summary>
    private static bool IsBetween(ExampleSet examples, int source, int partner, ExampleSet made, int row)
    {
        double whole = 0, first = 0, second = 0;
        for (var column = 0; column < examples.Features.ColumnCount; column++)
        {
            var (from, to, at) = (examples.Features.Row(source).ValueAt(column), examples.Features.Row(partner).ValueAt(column), made.Features.Row(row).ValueAt(column));
            whole += (to - from) * (to - from);
            first += (at - from) * (at - from);
            second += (to - at) * (to - at);
        }

        return Math.Abs(Math.Sqrt(first) + Math.Sqrt(second) - Math.Sqrt(whole)) <= Tolerance;
    }

    private static int Differences(ResampledSet left, ResampledSet right)
    {
        var different = Math.Abs(left.Examples.Count - right.Examples.Count);
        for (var row = 0; row < Math.Min(left.Examples.Count, right.Examples.Count); row++)
        {
            different += left.Examples.Features.Row(row).Values.SequenceEqual(right.Examples.Features.Row(row).Values) ? 0 : 1;
        }

        return different;
    }
}
