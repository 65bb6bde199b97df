namespace Demur.Learning.SelfTraining.Internal;

/// <summary>What policies by rank share.</summary>
internal static class Shares
{
    /// <summary>Rows by falling sureness, equal ones by row.</summary>
    public static IEnumerable<int> Surest(PoolScores scores, IEnumerable<int> rows) => rows.OrderByDescending(row => scores.Confidences[row]).ThenBy(row => row);

    public static void Require(double fraction)
    {
        if (!(fraction is > 0 and <= 1))
        {
            throw new DemurException(ErrorCode.Usage, $"A share of {fraction} of the pool is out of range; use a number above 0 and at most 1.");
        }
    }

    public static void RequireMomentum(double momentum)
    {
        if (!(momentum is >= 0 and < 1))
        {
            throw new DemurException(ErrorCode.Usage, $"A momentum of {momentum} is out of range; use 0 up to but not including 1.");
        }
    }

    /// <summary>The moving average over the rounds, from a start value.</summary>
    public static double Average(PoolScores scores, double momentum, double start, Func<PoolScores, double> figure) =>
        scores.Rounds.Aggregate(start, (average, round) => (momentum * average) + ((1 - momentum) * figure(round)));
}
