using Demur.Learning.SelfTraining;

namespace Demur.Learning.Methods;

/// <summary>What self-training labelled, when and why.</summary>
/// <param name="Rounds">The rounds, first to last; of tri- and co-training without thresholds.</param>
/// <param name="Labels">Every label given; <see cref="PseudoLabel.Row"/> is a place in the plan's pool.</param>
/// <param name="KeptRound">The round whose model was kept; 0 for the model of the labelled rows alone.</param>
/// <param name="StopReason">Why it ended; null for tri- and co-training, which end by their own conditions.</param>
public sealed record SelfTrainingTrace(IReadOnlyList<SelfTrainingRound> Rounds, IReadOnlyList<PseudoLabel> Labels, int KeptRound, StopReason? StopReason);
