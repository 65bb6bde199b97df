namespace Demur.Audit.Prediction;

/// <summary>What asking and labelling gave.</summary>
/// <param name="Prompts">The prompts with a label, in the order asked.</param>
/// <param name="Unlabelled">How many prompts got no label: empty answers and abstentions.</param>
public sealed record BootstrappedPrompts(IReadOnlyList<LabeledPrompt> Prompts, int Unlabelled);
