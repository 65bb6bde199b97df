namespace Demur.Metrics;

/// <summary>Figures of early detection, where a late alarm is worth less than a prompt one.</summary>
public static class EarlyDetection
{
    /// <summary>The growth of the latency penalty that the eRisk evaluations use, for which a delay of 142 items halves a hit's worth.</summary>
    public const double ERiskPenaltyRate = 0.0078;

    /// <summary>
    /// The early risk detection error ERDE (Losada and Crestani 2016): the mean cost of a stream, where a miss costs 1, a false alarm the share of streams
    /// at risk, and a hit after k items 1 − 1 / (1 + e^(k − o)).
    /// </summary>
    /// <param name="outcomes">One outcome a stream.</param>
    /// <param name="deadline">The o of the formula: how many items may be read before a hit loses its worth; 5 and 50 are usual.</param>
    /// <param name="falseAlarmCost">The cost of a false alarm; the share of streams at risk when null.</param>
    /// <returns>The error, from 0 to 1; less is better.</returns>
    /// <exception cref="DemurException">There are no outcomes, or one cannot be.</exception>
    public static double Erde(IReadOnlyList<EarlyOutcome> outcomes, int deadline, double? falseAlarmCost = null)
    {
        Require(outcomes);
        var cost = falseAlarmCost ?? (double)outcomes.Count(outcome => outcome.IsAtRisk) / outcomes.Count;
        return outcomes.Average(outcome => outcome switch
        {
            { IsAtRisk: true, AlertAt: { } delay } => 1 - (1 / (1 + Math.Exp(delay - deadline))),
            { IsAtRisk: true } => 1,
            { AlertAt: not null } => cost,
            _ => 0,
        });
    }

    /// <summary>Counts alarms against the truth, however late they came.</summary>
    /// <param name="outcomes">One outcome a stream.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="DemurException">There are no outcomes, or one cannot be.</exception>
    public static BinaryCounts Counts(IReadOnlyList<EarlyOutcome> outcomes)
    {
        Require(outcomes);
        return BinaryCounts.Of([.. outcomes.Select(outcome => outcome.IsAtRisk)], [.. outcomes.Select(outcome => outcome.AlertAt is not null)]);
    }

    /// <summary>How prompt the hits are (Sadeque, Xu and Bethard 2018): 1 less the median over hits of −1 + 2 / (1 + e^(−p (k − 1))).</summary>
    /// <param name="outcomes">One outcome a stream.</param>
    /// <param name="penaltyRate">The p of the formula; above 0, that of eRisk by default.</param>
    /// <returns>1 when the alarm always came with the first item, down to 0; 0 when nothing was hit.</returns>
    /// <exception cref="DemurException">There are no outcomes, one cannot be, or the rate is out of range.</exception>
    public static double Speed(IReadOnlyList<EarlyOutcome> outcomes, double penaltyRate = ERiskPenaltyRate)
    {
        Require(outcomes);
        if (!(penaltyRate > 0 && double.IsFinite(penaltyRate)))
        {
            throw new DemurException(ErrorCode.Usage, $"A latency penalty that grows by {penaltyRate} makes no sense; use a rate above 0, such as {ERiskPenaltyRate}.");
        }

        double[] penalties =
        [
            .. outcomes.Where(outcome => outcome is { IsAtRisk: true, AlertAt: not null })
                .Select(outcome => (2 / (1 + Math.Exp(-penaltyRate * (outcome.AlertAt!.Value - 1)))) - 1)
                .Order(),
        ];
        return penalties.Length == 0 ? 0 : 1 - ((penalties[(penalties.Length - 1) / 2] + penalties[penalties.Length / 2]) / 2);
    }

    /// <summary>F1 of the alarms times their <see cref="Speed"/> (Sadeque, Xu and Bethard 2018).</summary>
    /// <param name="outcomes">One outcome a stream.</param>
    /// <param name="penaltyRate">The growth of the penalty; above 0, that of eRisk by default.</param>
    /// <returns>A figure from 0 to 1; more is better.</returns>
    /// <exception cref="DemurException">There are no outcomes, one cannot be, or the rate is out of range.</exception>
    public static double LatencyF1(IReadOnlyList<EarlyOutcome> outcomes, double penaltyRate = ERiskPenaltyRate) =>
        Counts(outcomes).F1 * Speed(outcomes, penaltyRate);

    private static void Require(IReadOnlyList<EarlyOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        if (outcomes.Count == 0)
        {
            throw new DemurException("There are no streams to judge; give at least one outcome.");
        }

        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i].Length < 1 || outcomes[i].AlertAt < 1 || outcomes[i].AlertAt > outcomes[i].Length)
            {
                throw new DemurException($"Stream {i} has {outcomes[i].Length} items and an alarm after {outcomes[i].AlertAt}; alarms come after 1 item or more, up to all.");
            }
        }
    }
}
