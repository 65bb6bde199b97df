namespace Demur.Neural.Images;

/// <summary>What <see cref="FixMatch"/> trained.</summary>
/// <param name="Classifier">The classifier; the caller's to dispose of.</param>
/// <param name="Given">For each class how often an image of the pool was given it as label, over all steps.</param>
/// <param name="Precision">The share of these that are right; null where the pool's labels are not known, or none was given.</param>
public sealed record FixMatchResult(ImageClassifier Classifier, IReadOnlyList<long> Given, double? Precision);
