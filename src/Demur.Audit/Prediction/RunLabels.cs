using Demur.Audit.Runs;

namespace Demur.Audit.Prediction;

/// <summary>Reads a run's own labels as training data for a predictor of its model's refusals.</summary>
public static class RunLabels
{
    /// <summary>Takes every scored answer of a run; the prompt's category is its group, so that whole categories can be held out.</summary>
    /// <param name="run">The run.</param>
    /// <returns>One row per scored answer, ordered by prompt; empty when nothing was scored.</returns>
    public static IReadOnlyList<LabeledPrompt> Of(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);

        // Folds are drawn by position: what is learnt and measured must not depend on the order in which the answers came.
        return [.. run.Answers
            .Where(answer => answer.IsScored)
            .Select(answer => new LabeledPrompt { Prompt = answer.Answer.Prompt.Text, IsRefusal = answer.Decision!.IsRefusal, Group = answer.Answer.Prompt.Category })
            .OrderBy(label => label.Prompt, StringComparer.Ordinal)
            .ThenBy(label => label.Group, StringComparer.Ordinal)
            .ThenBy(label => label.IsRefusal)];
    }
}
