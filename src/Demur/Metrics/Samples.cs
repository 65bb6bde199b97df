namespace Demur.Metrics;

/// <summary>Checks that every metric makes of what it is given.</summary>
internal static class Samples
{
    /// <summary>A ratio that is 0 where its denominator is.</summary>
    public static double Ratio(double numerator, double denominator) => denominator == 0 ? 0 : numerator / denominator;

    public static void RequirePairs(int left, int right)
    {
        if (left != right)
        {
            throw new DemurException(ErrorCode.BadInput, $"A metric was given {left} true values and {right} predicted ones; give one prediction for each.");
        }

        if (left == 0)
        {
            throw new DemurException(ErrorCode.BadInput, "A metric was given no values; give at least one.");
        }
    }

    public static void RequireScores(ReadOnlySpan<double> scores, int truths)
    {
        RequirePairs(truths, scores.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
            {
                throw new DemurException(ErrorCode.BadInput, $"Score {i} is not a number; leave out what could not be scored.");
            }
        }
    }

    public static void RequireProbabilities(ReadOnlySpan<double> probabilities, int truths)
    {
        RequireScores(probabilities, truths);
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] is < 0 or > 1)
            {
                throw new DemurException(ErrorCode.BadInput, $"Probability {i} is {probabilities[i]}; expected a number from 0 to 1.");
            }
        }
    }
}
