namespace Demur.Learning.SelfTraining;

/// <summary>What a policy chose in one round.</summary>
/// <param name="Positions">The rows, as positions among the scored rows, ascending; each gets the class that the model finds likeliest.</param>
/// <param name="Weights">How much each chosen row counts beside a labelled one, in the order of the positions; null for 1 each.</param>
/// <param name="Thresholds">For each class the least score that was asked for; not-a-number where a policy has none.</param>
public sealed record PseudoLabelChoice(IReadOnlyList<int> Positions, IReadOnlyList<double>? Weights, IReadOnlyList<double> Thresholds)
{
    /// <summary>Whether the policy's plan ends with this round; false by default.</summary>
    public bool IsLast { get; init; }
}
