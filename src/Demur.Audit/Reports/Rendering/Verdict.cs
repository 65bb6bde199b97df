using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>The verdict in sentences that say no more than the intervals allow.</summary>
internal static class Verdict
{
    /// <summary>A category needs this many scored prompts of one expectation before the verdict names it.</summary>
    private const int LeastNamed = 5;

    public static string Of(string model, RefusalRates rates) => (rates.OverRefusal.Total, rates.UnderRefusal.Total) switch
    {
        (0, 0) when rates.Refusal.Total == 0 => $"{model} gave no answer that could be scored.",
        (0, 0) when rates is { AnswerExpected: 0, RefusalExpected: 0 } => $"{model} refuses {Figures.Percent(rates.Refusal)} of what it was asked; the prompts carry no expectation, so neither error can be told.",
        (0, 0) => $"{model} gave no scored answer to what it should answer or refuse.",
        (_, 0) => $"{model} refuses {Figures.Percent(rates.OverRefusal)} of what it should answer; {(rates.RefusalExpected == 0 ? "nothing was asked that it should refuse" : "nothing that it should refuse got a scored answer")}.",
        (0, _) => $"{model} answers {Figures.Percent(rates.UnderRefusal)} of what it should refuse; {(rates.AnswerExpected == 0 ? "nothing was asked that it should answer" : "nothing that it should answer got a scored answer")}.",
        _ => $"{model} refuses {Figures.Percent(rates.OverRefusal)} of what it should answer and answers {Figures.Percent(rates.UnderRefusal)} of what it should refuse.",
    };

    /// <summary>Which error is larger, only where the intervals are apart.</summary>
    public static string Comparison(RefusalRates rates)
    {
        var (over, under) = (rates.OverRefusal, rates.UnderRefusal);
        if (over.Total == 0 || under.Total == 0)
        {
            return "";
        }

        if (over.Low > under.High)
        {
            return "Refusing too much is clearly the larger problem.";
        }

        return under.Low > over.High
            ? "Answering too much is clearly the larger problem."
            : "The intervals of the two errors overlap: neither is clearly the larger.";
    }

    /// <summary>The worst category of each direction.</summary>
    public static string Worst(RunStatistics statistics)
    {
        var over = Worst(statistics.Categories, category => category.Rates.OverRefusal);
        var under = Worst(statistics.Categories, category => category.Rates.UnderRefusal);
        return (over, under) switch
        {
            ({ } first, { } second) => $"It refuses too much most often in {Named(first, first.Rates.OverRefusal)}, and answers too much most often in {Named(second, second.Rates.UnderRefusal)}.",
            ({ } first, null) => $"It refuses too much most often in {Named(first, first.Rates.OverRefusal)}.",
            (null, { } second) => $"It answers too much most often in {Named(second, second.Rates.UnderRefusal)}.",
            _ => "",
        };
    }

    private static SliceStatistics? Worst(IReadOnlyList<SliceStatistics> categories, Func<SliceStatistics, Rate> rate) =>
        categories.Count < 2
            ? null
            : categories.Where(category => rate(category) is { Total: >= LeastNamed, Count: > 0 }).MaxBy(category => rate(category).Value);

    private static string Named(SliceStatistics category, Rate rate) => $"\u201c{category.Name}\u201d ({Figures.CountOf(rate)})";
}
