namespace Demur.Metrics;

/// <summary>The four counts of a yes-or-no prediction and the figures that follow from them. Shares of nothing are 0, as scikit-learn has it.</summary>
/// <param name="TruePositives">Positives predicted as positive.</param>
/// <param name="FalsePositives">Negatives predicted as positive.</param>
/// <param name="TrueNegatives">Negatives predicted as negative.</param>
/// <param name="FalseNegatives">Positives predicted as negative.</param>
public readonly record struct BinaryCounts(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives)
{
    /// <summary>How many were counted.</summary>
    public int Total => TruePositives + FalsePositives + TrueNegatives + FalseNegatives;

    /// <summary>The share predicted rightly.</summary>
    public double Accuracy => Samples.Ratio(TruePositives + TrueNegatives, Total);

    /// <summary>The share of predicted positives that are positive.</summary>
    public double Precision => Samples.Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>The share of positives that were predicted as such.</summary>
    public double Recall => Samples.Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>The share of negatives that were predicted as such.</summary>
    public double Specificity => Samples.Ratio(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => Samples.Ratio(2.0 * TruePositives, (2.0 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>The mean of recall and specificity.</summary>
    public double BalancedAccuracy => (Recall + Specificity) / 2;

    /// <summary>Cohen's kappa, as in <see cref="ConfusionMatrix.Kappa"/>; 0 when nothing was counted.</summary>
    public double Kappa
    {
        get
        {
            double total = Total;
            if (total == 0)
            {
                return 0;
            }

            var positives = (TruePositives + FalseNegatives) / total * ((TruePositives + FalsePositives) / total);
            var negatives = (TrueNegatives + FalsePositives) / total * ((TrueNegatives + FalseNegatives) / total);
            var chance = positives + negatives;
            return chance == 1 ? 1 : (Accuracy - chance) / (1 - chance);
        }
    }

    /// <summary>Counts predictions.</summary>
    /// <param name="truth">Whether each is positive.</param>
    /// <param name="predicted">Whether each was predicted as positive.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="DemurException">There are none, or the lists differ in length.</exception>
    public static BinaryCounts Of(ReadOnlySpan<bool> truth, ReadOnlySpan<bool> predicted)
    {
        Samples.RequirePairs(truth.Length, predicted.Length);
        int hits = 0, alarms = 0, passes = 0, misses = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            switch (truth[i], predicted[i])
            {
                case (true, true): hits++; break;
                case (false, true): alarms++; break;
                case (false, false): passes++; break;
                case (true, false): misses++; break;
            }
        }

        return new BinaryCounts(hits, alarms, passes, misses);
    }

    /// <summary>Counts predictions that are made where a score reaches a threshold.</summary>
    /// <param name="truth">Whether each is positive.</param>
    /// <param name="scores">The score of each; higher speaks for positive.</param>
    /// <param name="threshold">The least score that predicts positive; 0.5 by default.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="DemurException">There are none, the lists differ in length, or a score is not a number.</exception>
    public static BinaryCounts At(ReadOnlySpan<bool> truth, ReadOnlySpan<double> scores, double threshold = 0.5)
    {
        Samples.RequireScores(scores, truth.Length);
        var predicted = new bool[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            predicted[i] = scores[i] >= threshold;
        }

        return Of(truth, predicted);
    }
}
