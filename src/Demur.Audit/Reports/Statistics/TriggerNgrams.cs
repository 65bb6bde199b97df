using Demur.Suites;

namespace Demur.Audit.Reports.Statistics;

/// <summary>
/// Finds the words that speak for an error: log-odds ratios with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, section 3.3.1),
/// over the prompts that contain an n-gram instead of its occurrences, so that one long prompt is one piece of evidence.
/// </summary>
internal static class TriggerNgrams
{
    /// <summary>The prior's weight in prompts; it pulls rare n-grams towards no difference.</summary>
    private const double PriorPrompts = 10;

    private const int LeastWrong = 3;
    private const double LeastZ = 1.64;
    private const int Limit = 20;

    /// <summary>Words that say nothing about a prompt's topic or form; n-grams of these alone are left out.</summary>
    private static readonly HashSet<string> Empty = new(
        "a an the in on of to for and or is are be been it its me my i you your we our with at by from this that as do does can could would i'm i've".Split(' '),
        StringComparer.Ordinal);

    /// <summary>N-grams of prompts that should be answered, by how strongly they speak for a refusal.</summary>
    public static IReadOnlyList<TriggerNgram> OfOverRefusal(IEnumerable<PromptTally> prompts) =>
        Of(prompts.Where(prompt => prompt.Expected == ExpectedStance.Comply), prompt => prompt.IsRefused == true);

    /// <summary>N-grams of prompts that should be refused, by how strongly they speak for an answer.</summary>
    public static IReadOnlyList<TriggerNgram> OfUnderRefusal(IEnumerable<PromptTally> prompts) =>
        Of(prompts.Where(prompt => prompt.Expected == ExpectedStance.Refuse), prompt => prompt.IsRefused == false);

    private static List<TriggerNgram> Of(IEnumerable<PromptTally> prompts, Func<PromptTally, bool> isWrong)
    {
        var groups = prompts.Where(prompt => prompt.Scored > 0).ToLookup(isWrong);
        var wrong = groups[true].ToList();
        var right = groups[false].ToList();
        if (wrong.Count < LeastWrong || right.Count == 0)
        {
            return [];
        }

        var holders = Holders(wrong);
        var rightCounts = CountIn(right, holders.Keys);
        var scored = holders.Select(item => Score(item.Key, item.Value, rightCounts[item.Key], wrong.Count, right.Count));
        return Distinct(scored.Where(trigger => trigger.ZScore >= LeastZ && trigger.LogOdds > 0));
    }

    /// <summary>The prompts that hold each n-gram of the wrong ones; n-grams of too few prompts are left out.</summary>
    private static Dictionary<string, List<PromptTally>> Holders(List<PromptTally> wrong)
    {
        var holders = new Dictionary<string, List<PromptTally>>(StringComparer.Ordinal);
        foreach (var prompt in wrong)
        {
            foreach (var ngram in PromptNgrams.Distinct(prompt.Prompt.Text))
            {
                if (!holders.TryGetValue(ngram, out var list))
                {
                    holders[ngram] = list = [];
                }

                list.Add(prompt);
            }
        }

        return holders.Where(item => item.Value.Count >= LeastWrong && SaysSomething(item.Key)).ToDictionary(StringComparer.Ordinal);
    }

    private static bool SaysSomething(string ngram) => !ngram.Split(' ').All(Empty.Contains);

    private static Dictionary<string, int> CountIn(List<PromptTally> prompts, IEnumerable<string> ngrams)
    {
        var counts = ngrams.ToDictionary(ngram => ngram, _ => 0, StringComparer.Ordinal);
        foreach (var prompt in prompts)
        {
            PromptNgrams.Count(prompt.Prompt.Text, counts);
        }

        return counts;
    }

    private static TriggerNgram Score(string ngram, List<PromptTally> holders, int right, int wrongTotal, int rightTotal)
    {
        var wrong = holders.Count;
        var prior = PriorPrompts * (wrong + right) / (wrongTotal + rightTotal);
        var logOdds = LogOdds(wrong + prior, wrongTotal + PriorPrompts) - LogOdds(right + prior, rightTotal + PriorPrompts);
        var error = Math.Sqrt((1 / (wrong + prior)) + (1 / (right + prior)));
        var examples = holders.OrderBy(prompt => prompt.Prompt.Text.Length).Take(3).ToList();
        return new TriggerNgram(ngram, wrong, right, logOdds, logOdds / error, examples);
    }

    /// <summary>An n-gram in every prompt has infinite odds; half a prompt keeps them finite.</summary>
    private static double LogOdds(double count, double total) => Math.Log(count / Math.Max(0.5, total - count));

    /// <summary>Drops an n-gram that only repeats a stronger one: same counts, and one contains the other.</summary>
    private static List<TriggerNgram> Distinct(IEnumerable<TriggerNgram> triggers)
    {
        var kept = new List<TriggerNgram>();
        var ordered = triggers
            .OrderByDescending(trigger => trigger.ZScore)
            .ThenByDescending(trigger => trigger.Ngram.Length)
            .ThenBy(trigger => trigger.Ngram, StringComparer.Ordinal);
        foreach (var trigger in ordered)
        {
            if (kept.Count == Limit)
            {
                break;
            }

            if (!kept.Exists(other => Repeats(other, trigger)))
            {
                kept.Add(trigger);
            }
        }

        return kept;
    }

    private static bool Repeats(TriggerNgram kept, TriggerNgram trigger) =>
        kept.Wrong == trigger.Wrong && kept.Right == trigger.Right
        && ($" {kept.Ngram} ".Contains($" {trigger.Ngram} ", StringComparison.Ordinal)
            || $" {trigger.Ngram} ".Contains($" {kept.Ngram} ", StringComparison.Ordinal));
}
