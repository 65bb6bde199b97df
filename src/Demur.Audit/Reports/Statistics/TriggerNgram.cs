namespace Demur.Audit.Reports.Statistics;

/// <summary>Words that occur more often in the prompts that went wrong than in those that went right.</summary>
/// <param name="Ngram">One to three words, lower-case, joined by one space.</param>
/// <param name="Wrong">The prompts with these words that went wrong.</param>
/// <param name="Right">The prompts with these words that went right.</param>
/// <param name="LogOdds">The smoothed log-odds ratio; positive, in nats.</param>
/// <param name="ZScore">The log-odds ratio in standard errors; above 1.96 chance alone is unlikely for one n-gram looked at by itself.</param>
/// <param name="Examples">Up to three of the prompts that went wrong, shortest first.</param>
public sealed record TriggerNgram(string Ngram, int Wrong, int Right, double LogOdds, double ZScore, IReadOnlyList<PromptTally> Examples);
