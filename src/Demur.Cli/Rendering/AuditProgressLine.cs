using System.Globalization;
using Demur.Audit;
using Demur.Progress;

namespace Demur.Cli.Rendering;

/// <summary>Writes an audit's progress as one line: how far, what came back, how fast, how long still.</summary>
internal static class AuditProgressLine
{
    /// <summary>Writes the line.</summary>
    /// <param name="progress">The latest event.</param>
    /// <param name="doneBefore">What earlier sessions had done; it does not count towards the speed.</param>
    /// <param name="elapsed">The time since this session began.</param>
    public static string Of(ProgressEvent progress, long doneBefore, TimeSpan elapsed)
    {
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{progress.Stage} {progress.Done}/{progress.Total}") };
        var figures = progress.Figures;
        if (figures.TryGetValue(AuditFigures.Refusals, out var refusals))
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{refusals} refused"));
        }

        AddCount(parts, figures, AuditFigures.Blocked, "blocked");
        AddCount(parts, figures, AuditFigures.Errors, "errors");
        if (figures.TryGetValue(AuditFigures.Cost, out var cost))
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"${cost:0.0000}"));
        }

        var rate = elapsed > TimeSpan.Zero ? (progress.Done - doneBefore) / elapsed.TotalSeconds : 0;
        if (rate > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rate:0.0}/s"));
            parts.Add(Left(TimeSpan.FromSeconds(Math.Min(1e7, ((progress.Total ?? progress.Done) - progress.Done) / rate))));
        }

        return string.Join(", ", parts);
    }

    private static void AddCount(List<string> parts, IReadOnlyDictionary<string, double> figures, string name, string word)
    {
        if (figures.TryGetValue(name, out var count) && count > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {word}"));
        }
    }

    private static string Left(TimeSpan span) => span switch
    {
        { TotalSeconds: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalSeconds):0} s left"),
        { TotalMinutes: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalMinutes):0} min left"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.0} h left"),
    };
}
