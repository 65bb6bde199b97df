using System.Security.Cryptography;
using System.Text;
using Demur.Learning.Imbalance;
using Demur.Learning.Neighbours;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Resampling;

/// <summary>Claims 2 and 6. What imbalanced-learn found on Pima is kept as digests of row numbers, so that no row of the data is in Demur.</summary>
internal static class PimaExperiment
{
    public static void Measure(ReproductionRun run, ExampleSet pima, CancellationToken cancellationToken)
    {
        run.Measure("2", Sets(pima, cancellationToken).Count(set => Digest(set.Rows) == set.Expected));
        run.Measure("6", [.. run.Seeds.Select(seed => SweepGain.Of(pima, seed, cancellationToken))]);
    }

    private static IEnumerable<(IEnumerable<int> Rows, string Expected)> Sets(ExampleSet pima, CancellationToken cancellationToken)
    {
        var minority = Enumerable.Range(0, pima.Count).Where(row => pima.Labels[row] == 1).ToList();
        var near = new NearestNeighbours(pima.Features.Select(minority)).OfEach(5, cancellationToken);
        yield return (Enumerable.Range(0, minority.Count).SelectMany(query => near.Rows(query).ToArray()), "a562f5c51d32f2d0");
        yield return (Kept(new TomekLinks()), "fbf645a8c5795dbe");
        yield return (Kept(new TomekLinks(CleaningScope.All)), "acabb1116c12f64f");
        yield return (Kept(new EditedNearestNeighbours(new() { Agreement = NeighbourAgreement.All })), "3019ad25a7c2cf7e");
        yield return (Kept(new EditedNearestNeighbours()), "616adb822c13c5f8");
        yield return (Kept(new NearMiss(new() { Version = NearMissVersion.One })), "6a1892d36d2a6a36");
        yield return (Kept(new NearMiss(new() { Version = NearMissVersion.Two })), "112a74b3466e58af");
        yield return (Kept(new NearMiss(new() { Version = NearMissVersion.Three })), "49e974bacf1b78ee");
        yield return (new BorderlineSmote().InDanger(pima, 1, cancellationToken), "34573e966d463c99");

        int[] Kept(IResampler resampler) => resampler.Resample(pima, cancellationToken: cancellationToken).SourceIndices.ToArray();
    }

    private static string Digest(IEnumerable<int> rows) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(',', rows))))[..16];
}
