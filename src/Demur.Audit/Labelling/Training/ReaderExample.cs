using Demur.Audit.Labelling.Reading;

namespace Demur.Audit.Labelling.Training;

/// <summary>A response that a reader learns from.</summary>
/// <param name="Input">What the network sees.</param>
/// <param name="IsRefusal">What it should say.</param>
/// <param name="Weight">How much it counts against a label by hand.</param>
public sealed record ReaderExample(ReaderInput Input, bool IsRefusal, double Weight);
