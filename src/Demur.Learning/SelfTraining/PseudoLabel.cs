using System.Runtime.InteropServices;

namespace Demur.Learning.SelfTraining;

/// <summary>One label that a model gave: which row, when and why.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="Row">The row of the pool.</param>
/// <param name="Label">The class given.</param>
/// <param name="Confidence">How sure the model was.</param>
/// <param name="Threshold">The least that was asked for of that class in that round; not-a-number where the policy had none.</param>
/// <param name="Weight">How much the row counted beside a labelled one, before weighting.</param>
/// <param name="IsRight">Whether the label is the true one; null where that is not known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PseudoLabel(int Round, int Row, int Label, double Confidence, double Threshold, double Weight, bool? IsRight);
