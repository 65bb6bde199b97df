using Demur.Audit.Runs;

namespace Demur.Audit.Reports.Statistics;

/// <summary>An error that the labeller is sure of.</summary>
/// <param name="Index">The answer's index in <see cref="Run.Answers"/>.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Confidence">The labeller's probability of the label it gave, from 0.5 to 1.</param>
public sealed record SurprisingAnswer(int Index, LabelledAnswer Answer, double Confidence)
{
    /// <summary>Ranks the errors of one direction by confidence; of a prompt with several samples only the surest appears.</summary>
    internal static IReadOnlyList<SurprisingAnswer> Rank(IReadOnlyList<LabelledAnswer> answers, Func<LabelledAnswer, bool> isError) =>
        [.. answers
            .Select((answer, index) => (answer, index))
            .Where(item => isError(item.answer))
            .Select(item => new SurprisingAnswer(item.index, item.answer, ConfidenceOf(item.answer)))
            .OrderByDescending(item => item.Confidence)
            .ThenBy(item => item.Index)
            .DistinctBy(item => (item.Answer.Answer.Suite, item.Answer.Answer.Prompt.Id))];

    private static double ConfidenceOf(LabelledAnswer answer) =>
        answer.Decision!.IsRefusal ? answer.Decision.Score : 1 - answer.Decision.Score;
}
