namespace Demur.Learning.Ss3;

/// <summary>How well one combination of settings did on texts that its models had not seen.</summary>
/// <param name="Options">The settings.</param>
/// <param name="Accuracy">The share of texts given their own category; silent texts get the most probable one.</param>
/// <param name="MacroF1">The mean of the categories' F1.</param>
public sealed record Ss3GridPoint(Ss3Options Options, double Accuracy, double MacroF1);
