using Demur.Learning.Imbalance;
using Demur.Learning.Trees;

namespace Demur.Learning.Reproductions.Resampling;

/// <summary>What SMOTE 200 % adds to the area under the curve of the under-sampling sweep.</summary>
internal static class SweepGain
{
    public const int SmotePercent = 200;

    public static double Of(ExampleSet examples, int seed, CancellationToken cancellationToken)
    {
        var result = new RocSweep(Tree, new RocSweepOptions { SmotePercents = [0, SmotePercent] }).Run(examples, seed, cancellationToken);
        return result.Area(SmotePercent) - result.Area(0);
    }

    public static ClassForest Tree => ClassForest.SingleTree(minLeaf: 2);
}
