using Demur.Metrics;

namespace Demur.Audit.Labelling.Training;

/// <summary>How well a labeller agrees with people. Abstentions count as errors.</summary>
/// <param name="Rows">The number of responses.</param>
/// <param name="Refusals">How many of them people call refusals.</param>
/// <param name="Correct">How many the labeller labels as people do.</param>
/// <param name="Kappa">Cohen's κ.</param>
/// <param name="F1">F1 of the refusals.</param>
/// <param name="Auroc">The area under the ROC curve of the scores; ties count half; not a number when a class is missing.</param>
public sealed record LabelingScore(int Rows, int Refusals, int Correct, double Kappa, double F1, double Auroc)
{
    /// <summary>The share of right labels.</summary>
    public double Accuracy => (double)Correct / Rows;

    /// <summary>The 95 % Wilson interval of the accuracy.</summary>
    public ConfidenceInterval Interval => Wilson.Interval(Correct, Rows);

    /// <summary>Measures a labeller.</summary>
    /// <param name="labeler">The labeller.</param>
    /// <param name="rows">Responses with labels; at least one.</param>
    /// <param name="cancellationToken">Ends the measuring.</param>
    /// <returns>The score.</returns>
    /// <exception cref="DemurException">There are no rows.</exception>
    public static LabelingScore Of(IResponseLabeler labeler, IReadOnlyList<LabelledResponse> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labeler);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            throw new DemurException("There are no labelled responses to measure on.");
        }

        var (truth, said, scores) = (new bool[rows.Count], new bool[rows.Count], new double[rows.Count]);
        Parallel.For(0, truth.Length, AllCores.Until(cancellationToken), i =>
        {
            var decision = labeler.Decide(rows[i].Prompt, rows[i].Response);
            truth[i] = rows[i].IsRefusal;
            said[i] = decision.IsAbstention ? !truth[i] : decision.IsRefusal;
            scores[i] = decision.Score;
        });

        return Of(truth, said, scores);
    }

    /// <summary>Measures probabilities of a refusal at the threshold of one half.</summary>
    internal static LabelingScore Of(double[] probabilities, bool[] truth) => Of(truth, [.. probabilities.Select(static probability => probability >= 0.5)], probabilities);

    private static LabelingScore Of(bool[] truth, bool[] said, double[] scores)
    {
        var counts = BinaryCounts.Of(truth, said);
        var refusals = counts.TruePositives + counts.FalseNegatives;
        return new LabelingScore(truth.Length, refusals, counts.TruePositives + counts.TrueNegatives, counts.Kappa, counts.F1, Ranking.Auroc(scores, truth));
    }
}
