using System.Globalization;
using Demur.Learning.Methods.Internal;

namespace Demur.Learning.Methods;

/// <summary>
/// How the training rows of rare classes are multiplied or those of common ones thinned, as a person writes it: <c>smote</c>, <c>smote=200+under=100</c>, <c>over</c>.
/// Set by <see cref="MethodSettings.With(ResamplingPlan)"/>, it acts on what a method learns from and never on a row that is tested. Immutable.
/// </summary>
public sealed class ResamplingPlan
{
    private const string Under = "under";
    private const string Over = "over";
    private static readonly string[] Known = ["smote", "borderline", "borderline2", "svm-smote", "adasyn", Over, Under, "tomek", "enn", "nearmiss"];

    private ResamplingPlan(IReadOnlyList<(string Name, int? Percent)> steps) => Steps = steps;

    /// <summary>The names of the steps that there are.</summary>
    public static IReadOnlyList<string> StepNames => Known;

    /// <summary>Whether the plan only copies and leaves out rows, so that it serves methods that do not learn from encoded rows too.</summary>
    public bool OnlyChooses => Steps.All(step => step.Name is Over or Under);

    internal IReadOnlyList<(string Name, int? Percent)> Steps { get; }

    /// <summary>Reads a plan.</summary>
    /// <param name="text">Steps with plus signs between them, each a name, with a percentage where it takes one: of new rows (<c>smote=200</c> makes two for each), of the minority beside the others (<c>under=100</c>: equally many), of the gap that is filled (<c>adasyn=50</c>).</param>
    /// <returns>The plan.</returns>
    /// <exception cref="DemurException">A name is unknown, or a percentage is none or not taken.</exception>
    public static ResamplingPlan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var steps = text.Split('+', StringSplitOptions.TrimEntries).Select(Step).ToList();
        var plan = new ResamplingPlan(steps);
        steps.ForEach(step => PlannedResampler.Step(step, "", null)); // a percentage out of range is told now
        return plan;
    }

    /// <summary>The plan as <see cref="Parse"/> reads it.</summary>
    /// <returns>The steps.</returns>
    public override string ToString() => string.Join('+', Steps.Select(step => step.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{step.Name}={percent}") : step.Name));

    private static (string Name, int? Percent) Step(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? text : text[..equals]).Trim().ToLowerInvariant();
        if (!Known.Contains(name, StringComparer.Ordinal))
        {
            throw Names.Unknown("resampling step", name, Known);
        }

        if (equals < 0)
        {
            return (name, null);
        }

        if (name is "tomek" or "enn" or "nearmiss")
        {
            throw new DemurException(ErrorCode.Usage, $"'{text}': {name} takes no percentage; write {name}.");
        }

        return int.TryParse(text.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            ? (name, percent)
            : throw new DemurException(ErrorCode.Usage, $"'{text}' is no resampling step; write NAME or NAME=PERCENT, such as smote=200.");
    }
}
