using Demur.Audit.Runs;

namespace Demur.Audit.Reports.Rendering;

/// <summary>What the sections of a report draw from.</summary>
internal sealed record ReportModel(Run Run, RunStatistics Statistics, ReportOptions Options)
{
    public string Title => Options.Title ?? $"Refusal audit of {Run.Info.Model}";
}
