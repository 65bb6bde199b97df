using Demur.Audit.Runs;

namespace Demur.Audit.Reports;

/// <summary>What a reader must know of a run before its figures: that a part is missing, or that neither error can be counted.</summary>
public static class RunNotices
{
    /// <summary>Says what the figures of a run leave open.</summary>
    /// <param name="run">The run.</param>
    /// <param name="statistics">Its statistics.</param>
    /// <param name="stoppedAtLimit">Whether it is known that a limit on requests or cost ended it.</param>
    /// <returns>Sentences for people; none when there is nothing to tell.</returns>
    public static IReadOnlyList<string> Of(Run run, RunStatistics statistics, bool stoppedAtLimit = false)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(statistics);
        var notices = new List<string>();
        if (!run.IsComplete)
        {
            notices.Add(stoppedAtLimit
                ? $"{run.Coverage}: the run stopped at its limit. Run the same command with a higher limit to go on."
                : $"{run.Coverage}: the run is not complete. Run the command that began it again to go on, with a higher limit if it has one.");
        }

        if (statistics is { Outcomes.Total: > 0, Overall: { AnswerExpected: 0, RefusalExpected: 0 } })
        {
            notices.Add("No prompt has an expected stance, so neither error can be counted. Give one in a column named expected (comply or refuse), or audit recorded answers with --suite, which finds the prompts of suites by their text.");
        }

        return notices;
    }
}
