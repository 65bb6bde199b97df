namespace Demur.Learning.Ss3;

/// <summary>What a model knows of an n-gram in one category, stage by stage (arXiv 1905.08772, section 3.2). All 0 when it was never seen there.</summary>
/// <param name="Term">The n-gram, its words joined by a space.</param>
/// <param name="Category">The category.</param>
/// <param name="Count">How often it was seen there.</param>
/// <param name="Local">Its frequency against the most frequent n-gram of its length, smoothed; from 0 to 1.</param>
/// <param name="Significance">How much it stands out among the categories; from 0 to 1.</param>
/// <param name="Sanction">What it keeps although it stands out elsewhere too; from 0 to 1.</param>
/// <param name="Global">The product of the three.</param>
/// <param name="Confidence">What it adds to a text's confidence.</param>
public sealed record Ss3TermValue(string Term, string Category, int Count, double Local, double Significance, double Sanction, double Global, double Confidence);
