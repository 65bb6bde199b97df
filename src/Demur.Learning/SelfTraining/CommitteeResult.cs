namespace Demur.Learning.SelfTraining;

/// <summary>Models that taught each other, and the labels that they gave.</summary>
/// <param name="Model">Their mean.</param>
/// <param name="Labels">Every label given, round after round.</param>
public sealed record CommitteeResult(CommitteeModel Model, IReadOnlyList<PseudoLabel> Labels);
