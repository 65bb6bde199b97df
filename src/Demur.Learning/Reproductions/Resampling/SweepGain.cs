using Demur.Learning.Imbalance;
using Demur.Learning.Trees;

namespace Demur.Learning.Reproductions.Resampling;

/// <summary>What the best SMOTE curve adds to the area under the curve of the under-sampling sweep, as in the paper's table; choosing the best favours it.</summary>
internal static class SweepGain
{
    public const int SmotePercent = 200;
    private static readonly int[] Compared = [50, 100, 200, 300, 400, 500];

    public static double Of(ExampleSet examples, int seed, CancellationToken cancellationToken)
    {
        var result = new RocSweep(Tree, new RocSweepOptions { SmotePercents = [0, .. Compared] }).Run(examples, seed, cancellationToken);
        return Compared.Max(result.Area) - result.Area(0);
    }

    public static ClassForest Tree => ClassForest.SingleTree(minLeaf: 2);
}
