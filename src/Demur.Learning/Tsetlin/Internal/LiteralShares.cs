namespace Demur.Learning.Tsetlin.Internal;

/// <summary>How often each literal was true in training: what is seldom true is looked at first.</summary>
internal static class LiteralShares
{
    /// <summary>One share for each literal, smoothed so that nothing is impossible.</summary>
    public static double[] Of(ReadOnlySpan<int> featureCounts, long examples)
    {
        var features = featureCounts.Length;
        var shares = new double[2 * features];
        for (var feature = 0; feature < features; feature++)
        {
            shares[feature] = (featureCounts[feature] + 1.0) / (examples + 2.0);
            shares[features + feature] = 1 - shares[feature];
        }

        return shares;
    }
}
