namespace Demur.Neural.Organisms;

/// <summary>How one phase is trained.</summary>
/// <param name="Steps">Steps of the optimiser.</param>
/// <param name="LearningRate">The highest learning rate.</param>
/// <param name="Only">Name patterns of the parameters that learn; empty for all.</param>
public sealed record OrganismPhaseRecipe(int Steps, double LearningRate, IReadOnlyList<string> Only);
