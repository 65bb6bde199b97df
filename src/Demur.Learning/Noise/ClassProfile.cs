namespace Demur.Learning.Noise;

/// <summary>How one class fares out of fold (arXiv 2311.12298, section on characterisation).</summary>
/// <param name="Label">The class.</param>
/// <param name="Count">Its rows.</param>
/// <param name="Found">The share predicted rightly.</param>
/// <param name="LostToNone">The share predicted as none of the classes; 0 for that class itself and where there is none.</param>
/// <param name="Rival">The other class that takes most of it, the none class left out; null when no other takes any.</param>
/// <param name="LostToRival">The share that the rival takes.</param>
public sealed record ClassProfile(string Label, int Count, double Found, double LostToNone, string? Rival, double LostToRival)
{
    private const double Half = 0.5;
    private const double Fifth = 0.2;

    /// <summary>Whether the class suffers from false negatives: at most half found, and more than a fifth lost to none.</summary>
    public bool SuffersFalseNegatives => Found <= Half && LostToNone > Fifth;

    /// <summary>Whether the class suffers from false positives: at most half found, and more than a fifth lost to one other class.</summary>
    public bool SuffersFalsePositives => Found <= Half && LostToRival > Fifth;
}
