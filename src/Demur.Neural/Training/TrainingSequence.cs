namespace Demur.Neural.Training;

/// <summary>One row to learn from. A study that needs more of a row derives its own record; losses find it in <see cref="TrainingBatch.Sequences"/>.</summary>
/// <param name="Ids">The tokens.</param>
/// <param name="Weights">How much each token counts as something to predict; one weight a token. The first token is never predicted, whatever its weight.</param>
public record TrainingSequence(IReadOnlyList<int> Ids, IReadOnlyList<float> Weights)
{
    /// <summary>The number of tokens.</summary>
    public int Length => Ids.Count;
}
