namespace Demur.Audit.Prediction;

/// <summary>How a predictor that was trained on other groups only does on one that it has never seen.</summary>
/// <param name="Group">The group.</param>
/// <param name="Prompts">Its prompts.</param>
/// <param name="Refusals">How many of them were refused.</param>
/// <param name="Auroc">The AUROC within the group.</param>
/// <param name="Accuracy">The accuracy at a probability of .5.</param>
public sealed record HeldOutGroup(string Group, int Prompts, int Refusals, double Auroc, double Accuracy);
