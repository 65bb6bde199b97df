namespace Demur.Metrics;

/// <summary>How well one class is found. What is not defined because nothing was predicted, or nothing was there, is 0, as scikit-learn has it.</summary>
/// <param name="Label">The class.</param>
/// <param name="Precision">The share of what was predicted as this class that is of it.</param>
/// <param name="Recall">The share of this class that was predicted as it.</param>
/// <param name="F1">The harmonic mean of precision and recall.</param>
/// <param name="Support">How many are of this class.</param>
public sealed record ClassMetrics(string Label, double Precision, double Recall, double F1, int Support);
