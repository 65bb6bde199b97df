namespace Demur.Audit.Comparison;

/// <summary>How one error changed in one category.</summary>
/// <param name="Category">The category's identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Direction">Which error.</param>
/// <param name="Rate">The change.</param>
/// <param name="AdjustedP">The p-value after Holm's correction over all tested categories and both errors, so that looking at many does not find a change by chance; 1 where too few prompts changed for a test.</param>
public sealed record CategoryChange(string Category, string Name, ErrorDirection Direction, RateChange Rate, double AdjustedP)
{
    /// <summary>
    /// The prompts that must have changed before a category is tested: with fewer than six the exact test cannot reach 0.05 whichever way they changed,
    /// so testing them would only weaken the correction of the others.
    /// </summary>
    public const int LeastChanged = 6;

    /// <summary>Whether the change holds after the correction: an adjusted p-value below 0.05.</summary>
    public bool IsClear => AdjustedP < 0.05;
}
