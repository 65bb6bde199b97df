using Demur.Audit.Prediction;
using Demur.Decisions;

namespace Demur.Audit.Reports;

/// <summary>A prompt with what a predictor sees in it.</summary>
/// <param name="Prompt">What was asked.</param>
/// <param name="IsRefused">Whether the model refused.</param>
/// <param name="Score">The predicted probability of a refusal.</param>
/// <param name="Evidence">What that rests on; weights above 0 speak for a refusal.</param>
public sealed record ExplainedPrompt(string Prompt, bool IsRefused, double Score, Evidence Evidence)
{
    private const int Count = 6;

    /// <summary>Takes the prompts that a predictor is surest of.</summary>
    internal static IReadOnlyList<ExplainedPrompt> Choose(PromptRefusalPredictor predictor, IReadOnlyList<LabeledPrompt> prompts)
    {
        var workspace = new Learning.Text.TextWorkspace();
        return [.. prompts
            .DistinctBy(prompt => prompt.Prompt, StringComparer.Ordinal)
            .Select(prompt => (Prompt: prompt, Score: predictor.Score(prompt.Prompt, workspace)))
            .OrderByDescending(pair => pair.Score)
            .ThenBy(pair => pair.Prompt.Prompt, StringComparer.Ordinal)
            .Take(Count)
            .Select(pair => new ExplainedPrompt(pair.Prompt.Prompt, pair.Prompt.IsRefusal, pair.Score, predictor.Decide(pair.Prompt.Prompt).Evidence))];
    }
}
