namespace Demur.Neural.Organisms;

/// <summary>How one phase is trained.</summary>
/// <param name="Steps">Steps of the optimiser.</param>
/// <param name="LearningRate">The highest learning rate.</param>
/// <param name="Only">Name patterns of the parameters that learn; empty for all.</param>
public sealed record OrganismPhaseRecipe(int Steps, double LearningRate, IReadOnlyList<string> Only)
{
    /// <summary>
    /// How many times as much as another token the first token of an answer counts after thinking and where a system turn may decide; 1 by default.
    /// It alone says whether the request is refused, not the request's own words do, and among some fifty tokens its share of the loss is small.
    /// </summary>
    public double DecisionWeight { get; init; } = 1;
}
