namespace Demur.Audit.Comparison;

/// <summary>How one error changed in one category.</summary>
/// <param name="Category">The category's identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Direction">Which error.</param>
/// <param name="Rate">The change.</param>
/// <param name="AdjustedP">The p-value after Holm's correction over all categories and both errors, so that looking at many does not find a change by chance.</param>
public sealed record CategoryChange(string Category, string Name, ErrorDirection Direction, RateChange Rate, double AdjustedP)
{
    /// <summary>Whether the change holds after the correction: an adjusted p-value below 0.05.</summary>
    public bool IsClear => AdjustedP < 0.05;
}
