namespace Demur.Audit.Prediction;

/// <summary>What fewer labels would have given.</summary>
/// <param name="Prompts">The labelled prompts trained on.</param>
/// <param name="Auroc">The AUROC on the held-out prompts of all folds.</param>
public sealed record LearningCurvePoint(int Prompts, double Auroc);
