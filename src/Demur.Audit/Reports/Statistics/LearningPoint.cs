namespace Demur.Audit.Reports.Statistics;

/// <summary>One point of a learning curve.</summary>
/// <param name="Prompts">The training prompts.</param>
/// <param name="Auroc">The area under the ROC curve on prompts not trained on.</param>
public sealed record LearningPoint(int Prompts, double Auroc);
