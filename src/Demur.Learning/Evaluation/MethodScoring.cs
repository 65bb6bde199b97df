using Demur.Metrics;

namespace Demur.Learning.Evaluation;

/// <summary>From what a method said of the tested rows to its figures.</summary>
internal static class MethodScoring
{
    public static MethodScore Of(TestedRows rows, int classCount, TestedRows? best, BootstrapOptions bootstrap)
    {
        var count = rows.Truth.Length;
        return new MethodScore
        {
            Method = rows.Method,
            Rows = count,
            Accuracy = Wilson.Interval(Enumerable.Range(0, count).Count(rows.IsRight), count),
            MacroF1 = Bootstrap.Interval(count, items => MacroF1(rows, items, classCount), bootstrap),
            Recalls = [.. Enumerable.Range(0, classCount).Select(label => Recall(rows, label))],
            Auroc = classCount == 2 && rows.Truth.Distinct().Count() == 2 ? Auroc(rows, bootstrap) : null,
            TrainSeconds = rows.TrainSeconds,
            PredictMicroseconds = rows.PredictMicroseconds,
            ModelBytes = rows.ModelBytes,
            FromBest = best is null ? null : Difference(rows, best, bootstrap),
        };
    }

    /// <summary>The mean F1 over the classes that occur, as labels or as answers, among the rows drawn.</summary>
    public static double MacroF1(TestedRows rows, ReadOnlySpan<int> items, int classCount)
    {
        Span<int> counts = classCount <= 64 ? stackalloc int[3 * classCount] : new int[3 * classCount]; // [class, right | is | chosen]
        foreach (var row in items)
        {
            counts[(3 * rows.Truth[row]) + 1]++;
            counts[(3 * rows.Chosen[row]) + 2]++;
            counts[3 * rows.Truth[row]] += rows.IsRight(row) ? 1 : 0;
        }

        var (sum, occurring) = (0.0, 0);
        for (var label = 0; label < classCount; label++)
        {
            var spread = counts[(3 * label) + 1] + counts[(3 * label) + 2];
            if (spread > 0)
            {
                sum += 2.0 * counts[3 * label] / spread;
                occurring++;
            }
        }

        return sum / occurring;
    }

    private static double Recall(TestedRows rows, int label)
    {
        var own = Enumerable.Range(0, rows.Truth.Length).Where(row => rows.Truth[row] == label).ToList();
        return own.Count == 0 ? double.NaN : (double)own.Count(rows.IsRight) / own.Count;
    }

    private static ConfidenceInterval Auroc(TestedRows rows, BootstrapOptions bootstrap) => Bootstrap.Interval(
        rows.Truth.Length,
        items =>
        {
            var (scores, truth) = (new double[items.Length], new bool[items.Length]);
            for (var i = 0; i < items.Length; i++)
            {
                (scores[i], truth[i]) = (rows.Scores[items[i]], rows.Truth[items[i]] == 1);
            }

            return Ranking.Auroc(scores, truth);
        },
        bootstrap with { Strata = rows.Truth });

    private static MethodDifference Difference(TestedRows rows, TestedRows best, BootstrapOptions bootstrap)
    {
        var count = rows.Truth.Length;
        var difference = PairedComparison.Of(count, items => Accuracy(best, items), items => Accuracy(rows, items), bootstrap).Difference;
        var (own, others) = (new bool[count], new bool[count]);
        for (var row = 0; row < count; row++)
        {
            (own[row], others[row]) = (rows.IsRight(row), best.IsRight(row));
        }

        return new MethodDifference(difference, McNemar.Of(own, others).MidP);
    }

    private static double Accuracy(TestedRows rows, ReadOnlySpan<int> items)
    {
        var right = 0;
        foreach (var row in items)
        {
            right += rows.IsRight(row) ? 1 : 0;
        }

        return (double)right / items.Length;
    }
}
