using Demur.Metrics;

namespace Demur.Learning.Evaluation;

/// <summary>How far a method is from the best of a comparison, on the same rows.</summary>
/// <param name="Accuracy">Its accuracy less that of the best, with the bootstrap interval of the difference.</param>
/// <param name="PValue">McNemar's mid-P: how likely so uneven a count of rows that only one of the two gets right is by chance alone.</param>
public sealed record MethodDifference(ConfidenceInterval Accuracy, double PValue);
