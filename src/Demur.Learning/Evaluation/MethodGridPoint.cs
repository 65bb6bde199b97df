using System.Globalization;
using Demur.Learning.Methods;

namespace Demur.Learning.Evaluation;

/// <summary>How one combination of settings did on rows that its classifiers had not seen.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Accuracy">The share of rows whose class was told.</param>
/// <param name="MacroF1">The mean F1 of the classes.</param>
public sealed record MethodGridPoint(MethodSettings Settings, double Accuracy, double MacroF1)
{
    /// <summary>The settings that were tried, as <c>--set</c> takes them.</summary>
    /// <param name="grid">The search.</param>
    /// <returns>Names and values, with spaces between them.</returns>
    public string Text(MethodGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return string.Join(' ', Settings.Values.Where(pair => grid.Tries(pair.Key)).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
    }
}
